"""What the values of a column tell of how it is to be read: each kind of field has a judgement of its own."""

import re

from ingest.column_firms import BETWEEN_FIRMS, look_at_firms
from ingest.column_numbers import look_at_hours, look_at_numbers, look_at_people
from ingest.notes import counted
from ingest.refusals import RefusalError
from ingest.staged_columns import StagedColumn
from ingest.value_kinds import has_check_digit
from storage.literals import sql_literal

IDENTIFIERS = ("codice_fiscale", "partita_iva", "network_codice_fiscale", "supplier_codice_fiscale")
_CODES = (
    *IDENTIFIERS, "partner_firm_code", "network_code", "contact_code", "event_code", "service_code",
    "document_number", "register_number",
)  # fmt: skip
_PEOPLE = ("employees", "attendees")
_NUMBERS = ("hours", *_PEOPLE, "value", "satisfaction")
_MONTHS = [
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
]
_MOST_DAYS = 20_000
_DAY = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)")
_TELEPHONE = (
    r"\s*((\+|00)39[ ./-]?)?(3\d{2}[ ./-]?\d{3}[ ./-]?\d{3,4}|0\d{1,3}[ ./-]\d{2,4}[ .-]?\d{2,4}([ .-]?\d{2})?"
    r"|0\d{8,9})\s*"
)


def is_number_field(name: str) -> bool:
    """Whether the field holds a figure that would count again if its cell were repeated."""
    return name.endswith("_eur") or name in _NUMBERS


def has_digits(name: str) -> bool:
    """Whether the field's values have digits: days, figures and codes."""
    return name.endswith("_date") or name in _CODES or is_number_field(name)


def sign_of(name: str) -> str:
    """The cheap sign, in SQL, of what `look_at_values` judges; a column without it needs no look."""
    if name in IDENTIFIERS:
        return (
            "contains({0}, 'E+') or contains({0}, 'e+') or starts_with({0}, '+') or contains({0}, '/')"
            " or contains({0}, ' ') or contains({0}, '-') or length({0}) between 9 and 10"
        )
    if name in _CODES:
        return "contains({0}, 'E+') or contains({0}, 'e+')"
    if name == "hours" or name in _PEOPLE:
        return "contains({0}, '.') or contains({0}, ',')"
    if is_number_field(name):
        return "contains({0}, '.') or left(right({0}, 4), 1) = ','"
    if name == "codice_ateco":
        return "contains({0}, '-') or contains({0}, '/')"
    if name == "company_name":
        return " or ".join(f"contains({{0}}, {sql_literal(mark)})" for mark in BETWEEN_FIRMS)
    return "false"


def look_at_values(column: StagedColumn, name: str) -> None:
    """Judge the values of a column that reads a field. Raises RefusalError where none of them can be trusted."""
    if name in _CODES:
        _look_at_codes(column)
        if name in IDENTIFIERS:
            _look_at_telephones(column)
    elif is_number_field(name):
        look_at_numbers(column, is_money=name.endswith("_eur"))
        if name == "hours":
            look_at_hours(column)
        elif name in _PEOPLE:
            look_at_people(column)
    elif name == "codice_ateco":
        _look_at_sectors(column)
    elif name == "company_name":
        look_at_firms(column)


def look_at_days(column: StagedColumn) -> None:
    """One 05/31 makes a column month-first, where no 31/05 says the contrary. Raises RefusalError."""
    distinct = column.con.execute(
        f"select distinct {column.name} from {column.stage.relation} where {column.name} is not null limit {_MOST_DAYS}"
    ).fetchall()
    american, italian = None, False
    for (text,) in distinct:
        found = _DAY.match(text)
        if found and int(found[2]) > 12 >= int(found[1]):
            american = text if american is None else min(american, text)
        italian = italian or bool(found and int(found[1]) > 12 >= int(found[2]))
    if american is None or italian:
        return
    row = column.rows(f"{column.name} = {sql_literal(american)}")[0][0]
    raise RefusalError(
        f"{column.where(row)} contiene «{american.strip()}»: nella colonna il mese sta prima del giorno, "
        "e 04/03 non si può distinguere da 03/04; scrivere le date come gg/mm/aaaa e riconsegnare il file"
    )


def _look_at_codes(column: StagedColumn) -> None:
    """A code that a spreadsheet program shortened to 1,23457E+10 is lost."""
    pattern = r"^\s*[0-9]([.,][0-9]+)?[Ee]\+?[0-9]+\s*$"
    rows = column.rows(f"contains(upper({column.name}), 'E+') and regexp_matches({column.name}, '{pattern}')")
    if rows:
        raise RefusalError(
            f"{column.where(rows[0][0])} contiene «{rows[0][1].strip()}»: codici in notazione "
            "scientifica, di cui mancano delle cifre; dare alla colonna il formato Testo, riscrivere i codici "
            "e riconsegnare il file"
        )


def _look_at_telephones(column: StagedColumn) -> None:
    """A column of telephone numbers has no identifiers, though some end by chance in a check digit. Numbers that
    lost their zeros mostly hold."""
    [filled, telephones] = column.con.execute(
        f"""select count({column.name}), coalesce(list({column.name}) filter (
            regexp_full_match({column.name}, {sql_literal(_TELEPHONE)})
        ), [])
        from (select distinct {column.name} from {column.stage.relation} limit {_MOST_DAYS})"""
    ).fetchall()[0]
    holding = [text for text in telephones if has_check_digit(re.sub(r"\D", "", text).zfill(11))]
    if len(telephones) < 2 or len(telephones) * 5 < filled * 4 or len(holding) * 3 > len(telephones):
        return
    column.rewrite("null")
    column.judged.tell(
        "telephones",
        f"colonna {column.heading} non letta: numeri di telefono, non codici",
        is_loss=True,
        row_count=len(telephones),
    )


def _look_at_sectors(column: StagedColumn) -> None:
    """An ATECO code that a spreadsheet program took for a day: 25.11 became 25 November."""
    day = r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}-[a-zA-Z]{3})\b"
    rows = column.rows(f"regexp_matches({column.name}, '{day}')", 100_000)
    codes = {text: code for _, text in rows if (code := _sector_of_day(text))}
    if not codes:
        return
    cases = " ".join(f"when {sql_literal(text)} then {sql_literal(code)}" for text, code in codes.items())
    column.rewrite(f"case {column.name} {cases} else {column.name} end")
    text, code = next(iter(codes.items()))
    column.judged.tell(
        "sector_was_day",
        counted(len(rows), "codice ATECO diventato una data", "codici ATECO diventati date")
        + f": «{text}» letto {code}",
        row_count=len(rows),
    )


def _sector_of_day(text: str) -> str | None:
    found = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)", text)
    if found:
        return f"{found[3]}.{found[2]}"
    found = re.match(r"\s*(\d{1,2})/(\d{1,2})/\d{4}", text)
    if found:
        return f"{int(found[1]):02d}.{int(found[2]):02d}"
    found = re.match(r"\s*(\d{1,2})-([a-zA-Z]{3})", text)
    for months in _MONTHS if found else ():
        if found and found[2].lower() in months:
            return f"{int(found[1]):02d}.{months.index(found[2].lower()) + 1:02d}"
    return None
