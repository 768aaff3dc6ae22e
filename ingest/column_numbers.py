"""What a column of figures tells of how they are read: decimals, thousands, hours and minutes, parts of a person."""

import re

from ingest.staged_columns import StagedColumn
from storage.literals import sql_literal

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

_CURRENCY = re.compile(r"\$|£|\b(?:usd|dollari|gbp|sterline|chf|franchi|lire|itl)\b", re.IGNORECASE)
_TIMES = (
    (re.compile(r"\bmin(?:\b|ut)", re.IGNORECASE), "min"),
    (re.compile(r"\bgg\b|\bgiorn", re.IGNORECASE), "giorni"),
)


def says_thousands(text: str) -> bool:
    """Whether a text says that amounts are in thousands or millions."""
    return any(pattern.search(text) for pattern, _, _ in _UNITS)


def look_at_numbers(column: StagedColumn, is_money: bool) -> None:
    """In a column with a decimal point, 1.250 is one and a quarter and 1,250.00 is a thousand and more.

    An amount with three figures behind its comma is doubtful, whatever stands beside it: read as decimals, and told.
    """
    name = column.name
    point = r"^\s*-?[0-9]+\.([0-9]{1,2}|[0-9]{4,})\s*$|^\s*-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+\s*$"
    comma = r",[0-9]{1,2}\s*€?\s*$|\.[0-9]{3},"
    thousand = r"^\s*-?[1-9][0-9]{0,2}[.,][0-9]{3}\s*$"
    [(has_point, has_comma, has_thousand, doubtful)] = column.con.execute(
        rf"""select bool_or(regexp_matches({name}, '{point}')), bool_or(regexp_matches({name}, '{comma}')),
            bool_or(regexp_matches({name}, '{thousand}')),
            min({name}) filter (regexp_matches({name}, ',[0-9]{{3}}\s*€?\s*$'))
        from (select distinct {name} from {column.stage.relation}) where regexp_matches({name}, '[.,]')"""
    ).fetchall()
    is_point = has_point and not has_comma
    if is_money and doubtful and not is_point:
        words = f"colonna {column.heading}: «{doubtful.strip()}» letto con la virgola dei decimali"
        column.judged.tell("decimal_comma", f"{words}; se sono migliaia scrivere 1.234,00", is_loss=True)
    if is_point and has_thousand:
        column.rewrite(
            f"case when not regexp_matches({name}, '{thousand}') then {name}"
            f" when contains({name}, ',') then replace({name}, ',', '') else trim({name}) || '0' end"
        )
        column.judged.tell(
            "decimal_point",
            f"colonna {column.heading} letta col punto come separatore dei decimali",
        )


def look_at_hours(column: StagedColumn) -> None:
    """2,30 may be two hours and a half, where no 2,75 of the column says the contrary: read as decimal, and told."""
    [found, is_decimal] = column.con.execute(
        rf"""select min({column.name}) filter (
                regexp_matches({column.name}, '^\s*[0-9]{{1,2}}[.,]([1-5]0|[14]5)\s*(h|ore|ora)?\s*$')
                and not regexp_matches({column.name}, '[.,]50')
            ),
            bool_or(regexp_matches({column.name}, '[.,]([6-9][0-9]|25)\s*(h|ore|ora)?\s*$'))
        from (select distinct {column.name} from {column.stage.relation})"""
    ).fetchall()[0]
    if found and not is_decimal:
        column.judged.tell(
            "hours_doubtful",
            f"colonna {column.heading}: «{found.strip()}» letto come ore e decimi; se sono ore e minuti scrivere 2:30",
            is_loss=True,
        )


def look_at_people(column: StagedColumn) -> None:
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


def look_at_heading(column: StagedColumn, name: str, unit: str) -> None:
    """A heading, or the unit below it, that says thousands, millions or minutes makes its figures so; in another
    currency or in days they are none of ours. What is no plain number is left as it is."""
    said = f"{column.heading} {unit}"
    if name.endswith("_eur"):
        _look_at_currency(column, said)
        _look_at_thousands(column, said)
    elif name == "hours":
        _look_at_time(column, said)


def _look_at_currency(column: StagedColumn, said: str) -> None:
    found = _CURRENCY.search(said)
    if found and not re.search("€|eur", said, re.IGNORECASE):
        column.rewrite(f"{column.name} || {sql_literal(' ' + found[0])}")
        column.judged.tell(
            "units", f"colonna {column.heading} non letta: importi in {found[0]}", is_loss=True
        )


def _look_at_time(column: StagedColumn, said: str) -> None:
    if re.search(r"\bor[ae]\b|h:?mm", said, re.IGNORECASE):
        return
    unit = next((unit for pattern, unit in _TIMES if pattern.search(said)), None)
    if unit is None:
        return
    is_plain = f"regexp_full_match(trim({column.name}), '[0-9]+([.,][0-9]+)?')"
    column.rewrite(f"case when {is_plain} then trim({column.name}) || ' {unit}' else {column.name} end")
    if unit == "min":
        column.judged.tell("units", f"colonna {column.heading} letta in minuti")
    else:
        words = f"colonna {column.heading} non letta: giorni e non ore"
        column.judged.tell("units", words, is_loss=True)


def _look_at_thousands(column: StagedColumn, said: str) -> None:
    units = [one for one in _UNITS if one[0].search(said)]
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
