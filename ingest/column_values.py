"""What the values of a column tell of how it is to be read: each kind of field has a judgement of its own."""

import re
from itertools import permutations

from ingest.notes import counted
from ingest.refusals import RefusalError
from ingest.row_kinds import LEGAL_FORM
from ingest.staged_columns import StagedColumn, row_list
from ingest.value_kinds import has_check_digit
from storage.literals import sql_literal

IDENTIFIERS = ("codice_fiscale", "partita_iva", "network_codice_fiscale", "supplier_codice_fiscale")
_CODES = (
    *IDENTIFIERS, "partner_firm_code", "network_code", "contact_code", "event_code", "service_code",
    "document_number", "register_number",
)  # fmt: skip
_PEOPLE = ("employees", "attendees")
_NUMBERS = ("hours", *_PEOPLE, "value", "satisfaction")
_BETWEEN_FIRMS = (";", "\n", "\r", "/", "|", "+", " e ", " - ", " – ", ",", "2)", "?")
_MONTHS = [
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
]
_MOST_DAYS = 20_000
_DAY = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)")
_UNITS = (
    (
        re.compile(
            r"migliaia|\bmigl\b|/\s*1?[.,]?000\b|k\s*€|€\s*k\b|\bkeur\b|x\s*1[.,]?000\b", re.IGNORECASE
        ),
        1_000,
        "migliaia",
    ),
    (re.compile(r"milioni|\bmi?ln\b", re.IGNORECASE), 1_000_000, "milioni"),
)
_LOST = re.compile(r"[^\W\d_]\?(?!\s*$)|[^\W\d_]{3,}\?")
_LISTED = re.compile(
    r"(?!(?:in breve|in sigla|in forma abbreviata|o più brevemente|già|ora|ex|denominata|detta)\b)"
    rf"(?=.*[^\W\d_]{{3}}).+\s(?:{LEGAL_FORM.pattern})\.?",
    re.IGNORECASE,
)
_DASHED = re.compile(
    rf"(?={_LISTED.pattern}$).+\s(?:s\.?\s?r\.?\s?l|s\.?\s?p\.?\s?a|s\.?\s?n\.?\s?c|s\.?\s?a\.?\s?s|scarl)\.?",
    re.IGNORECASE,
)
"""Behind a dash, unlike a comma, may stand what kind of company it is: Crescere insieme - Società cooperativa."""
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
            "contains(upper({0}), 'E+') or starts_with({0}, '+') or contains({0}, '/') or contains({0}, ' ')"
            " or contains({0}, '-') or length({0}) between 9 and 10"
        )
    if name in _CODES:
        return "contains(upper({0}), 'E+')"
    if name == "hours" or name in _PEOPLE:
        return "contains({0}, '.') or contains({0}, ',')"
    if is_number_field(name):
        return "contains({0}, '.') or left(right({0}, 4), 1) = ','"
    if name == "codice_ateco":
        return "contains({0}, '-') or contains({0}, '/')"
    if name == "company_name":
        return " or ".join(f"contains({{0}}, {sql_literal(mark)})" for mark in _BETWEEN_FIRMS)
    return "false"


def look_at_values(column: StagedColumn, name: str) -> None:
    """Judge the values of a column that reads a field. Raises RefusalError where none of them can be trusted."""
    if name in _CODES:
        _look_at_codes(column)
        if name in IDENTIFIERS:
            _look_at_telephones(column)
    elif is_number_field(name):
        _look_at_numbers(column, is_money=name.endswith("_eur"))
        if name == "hours":
            _look_at_hours(column)
        elif name in _PEOPLE:
            _look_at_people(column)
    elif name == "codice_ateco":
        _look_at_sectors(column)
    elif name == "company_name":
        _look_at_firms(column)


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


def _look_at_numbers(column: StagedColumn, is_money: bool) -> None:
    """In a column with a decimal point, 1.250 is one and a quarter and 1,250.00 is a thousand and more.

    Amounts whose every comma has three figures behind it are doubtful: they are read as decimals, and told.
    """
    name = column.name
    point = r"^\s*-?[0-9]+\.([0-9]{1,2}|[0-9]{4,})\s*$|^\s*-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+\s*$"
    comma = r",[0-9]{1,2}\s*€?\s*$|\.[0-9]{3},"
    thousand = r"^\s*-?[1-9][0-9]{0,2}[.,][0-9]{3}\s*$"
    [found] = column.con.execute(
        rf"""select bool_or(regexp_matches({name}, '{point}')), bool_or(regexp_matches({name}, '{comma}')),
            bool_or(regexp_matches({name}, '{thousand}')),
            min({name}) filter (regexp_matches({name}, ',[0-9]{{3}}\s*€?\s*$')),
            bool_or(regexp_matches({name}, ',[0-9]{{1,2}}\s*€?\s*$'))
        from (select distinct {name} from {column.stage.relation} where regexp_matches({name}, '[.,]'))"""
    ).fetchall()
    if is_money and found[3] and not found[0] and not found[4]:
        words = f"colonna {column.heading}: «{found[3].strip()}» letto con la virgola dei decimali"
        column.judged.tell("decimal_comma", f"{words}; se sono migliaia scrivere 1.234,00", is_loss=True)
    if found[0] and not found[1] and found[2]:
        column.rewrite(
            f"case when not regexp_matches({name}, '{thousand}') then {name}"
            f" when contains({name}, ',') then replace({name}, ',', '') else trim({name}) || '0' end"
        )
        column.judged.tell(
            "decimal_point",
            f"colonna {column.heading} letta col punto come separatore dei decimali",
        )


def _look_at_hours(column: StagedColumn) -> None:
    """2,30 may be two hours and a half, where no 2,75 of the column says the contrary: read as decimal, and told."""
    [found, is_decimal] = column.con.execute(
        rf"""select min({column.name}) filter (
                regexp_matches({column.name}, '^\s*[0-9]{{1,2}}[.,]([1-5]0|[14]5)\s*(h|ore|ora)?\s*$')
                and not regexp_matches({column.name}, '[.,]50')
            ),
            bool_or(regexp_matches({column.name}, '[.,]([6-9][0-9]|25)\s*(h|ore|ora)?\s*$'))
        from {column.stage.relation}"""
    ).fetchall()[0]
    if found and not is_decimal:
        column.judged.tell(
            "hours_doubtful",
            f"colonna {column.heading}: «{found.strip()}» letto come ore e decimi; se sono ore e minuti scrivere 2:30",
            is_loss=True,
        )


def _look_at_people(column: StagedColumn) -> None:
    """Parts of a person are of who works part of the time: whole ones are counted, and that is told."""
    [found] = column.con.execute(
        rf"""select min({column.name}) from {column.stage.relation}
        where regexp_full_match(trim({column.name}), '[0-9]+[.,][0-9]{{1,2}}')
            and not regexp_full_match(trim({column.name}), '[0-9]+[.,]0+')"""
    ).fetchall()[0]
    if found:
        whole = re.split("[.,]", found.strip())[0]
        column.judged.tell(
            "people_in_parts",
            f"colonna {column.heading}: «{found.strip()}» letto {whole}, si contano persone intere",
        )


def look_at_heading(column: StagedColumn, name: str) -> None:
    """Amounts whose heading says thousands or millions are; what is no plain number is left unread."""
    units = [one for one in _UNITS if one[0].search(column.heading)] if name.endswith("_eur") else []
    if not units:
        return
    _, factor, unit = units[0]
    plain = rf"regexp_replace({column.name}, '[\s€]', '', 'g')"
    number = (
        f"case when contains({plain}, ',') then replace(replace({plain}, '.', ''), ',', '.')"
        rf" when regexp_full_match({plain}, '-?[1-9][0-9]{{0,2}}(\.[0-9]{{3}})+') then replace({plain}, '.', '')"
        f" else {plain} end"
    )
    column.rewrite(
        f"case when {column.name} is not null then"
        f" coalesce(try_cast(try_cast({number} as decimal(18, 5)) * {factor} as decimal(18, 2))::varchar,"
        f" {column.name} || ' {unit}') end"
    )
    column.judged.tell("units", f"colonna {column.heading} letta in {unit} di euro")


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


def _look_at_firms(column: StagedColumn) -> None:
    """Two firms in one cell are no firm."""
    rows = column.rows(rf"regexp_matches({column.name}, '[;\n\r/|+,?]| e | [-–] |2\)')", 100_000)
    lost = [(row, text) for row, text in rows if _LOST.search(text)]
    if lost:
        column.judged.tell(
            "letters_lost",
            f"{counted(len(lost), 'nome', 'nomi')} con «?» al posto di una lettera («{lost[0][1].strip()}», "
            f"{row_list(lost)}): salvare di nuovo il file come XLSX o CSV UTF-8",
            is_loss=True,
            row_count=len(lost),
            row_number=lost[0][0],
        )
    several = [(row, text) for row, text in rows if _is_several(text)]
    column.reject((row for row, _ in several), "several")
    if several:
        column.judged.tell(
            "several_firms",
            f"più imprese in una cella ({row_list(several)}): una riga per impresa",
            is_loss=True,
            row_count=len(several),
            row_number=several[0][0],
        )


def _is_several(text: str) -> bool:
    """Whether two parts of a name have a legal form and a name of their own; what stands in brackets (formerly,
    in short) is no firm beside it."""
    alone = re.sub(r"\([^)]*\)", " ", text)
    parts = re.split(r"[;\n\r/|+]| e |(?<!\d)\d\)", alone)
    for separator in (",", r"\s[-–]\s"):
        listed = [part.strip() for part in re.split(separator, alone)]
        fits = _LISTED.fullmatch if separator == "," else _DASHED.fullmatch
        if len(listed) > 1 and all(map(fits, listed)) and not _is_short_for(listed):
            return True
    named = [
        part
        for part in parts
        if LEGAL_FORM.search(part) and re.search(r"[^\W\d_]{3,}", LEGAL_FORM.sub(" ", part))
    ]
    return len(named) > 1


def _is_short_for(names: list[str]) -> bool:
    """Whether one of the names has all words of another: Rossi Meccanica Srl - Rossi Srl."""
    words = [set(LEGAL_FORM.sub(" ", name).lower().split()) for name in names]
    return any(one <= other for one, other in permutations(words, 2))


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
