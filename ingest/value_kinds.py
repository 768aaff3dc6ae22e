"""What the values of a column look like, whatever its heading says: so a heading that nobody knows can be
proposed as a field."""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from pathlib import Path

from ingest.headings import HeadingTable
from ingest.row_kinds import LEGAL_FORM

_DAY = re.compile(r"\d{4}-\d\d-\d\d( .*)?|\d{1,2}[/.-]\d{1,2}[/.-](\d{2}|\d{4})")
_PERSON = re.compile(r"[A-Z]{6}\w\w[A-Z]\w\w[A-Z]\w{3}[A-Z]")
_NUMBER = re.compile(r"-?\d[\d.,]*")
_PROVINCES = Path(__file__).parents[1] / "data" / "reference" / "provinces.csv"


@cache
def _siglas() -> frozenset[str]:
    with _PROVINCES.open(encoding="utf-8", newline="") as file:
        return frozenset(row["province_code"] for row in csv.DictReader(file))


def has_check_digit(text: str) -> bool:
    """Whether eleven digits end in their check digit."""
    if not re.fullmatch(r"\d{11}", text) or not int(text):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(text))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _is_identifier(text: str) -> bool:
    plain = text.upper().removeprefix("IT").strip()
    return has_check_digit(plain) or _PERSON.fullmatch(plain) is not None


_KINDS: tuple[tuple[str, Callable[[str], bool], tuple[str, ...], str], ...] = (
    ("identifier", _is_identifier, ("partita_iva", "codice_fiscale"), "Partita IVA"),
    ("sigla", lambda text: text.upper() in _siglas(), ("province",), "Provincia"),
    ("firm", lambda text: LEGAL_FORM.search(text) is not None, ("company_name",), "Ragione sociale"),
    ("day", lambda text: _DAY.fullmatch(text) is not None, (), ""),
    ("number", lambda text: _NUMBER.fullmatch(text) is not None, (), ""),
)


def value_kind(values: Iterable[str]) -> str | None:
    """The kind that four fifths of the filled values have."""
    filled = [value.strip() for value in values if value and value.strip()]
    for kind, fits, _, _ in _KINDS:
        if filled and sum(map(fits, filled)) * 5 >= len(filled) * 4:
            return kind
    return None


def fields_of_kind(kind: str | None, fields: Sequence[str]) -> bool:
    """Whether any of the fields holds values of this kind."""
    if kind == "day":
        return any(field.endswith("_date") or field == "period_end" for field in fields)
    return any(field in own for one, _, own, _ in _KINDS if one == kind for field in fields)


def proposed(
    heading: str, values: Sequence[str], table: HeadingTable, read: Collection[str], wanted: Collection[str]
) -> list[str]:
    """Known headings of `wanted` fields that an unknown one may stand for, if those are not read already: by
    its values where they are of one kind, else by its letters."""
    kind = value_kind(values)
    by_values = [(label, fields) for one, _, fields, label in _KINDS if one == kind and label]
    if by_values:
        return [
            label for label, fields in by_values if not set(fields) & set(read) and set(fields) & set(wanted)
        ]
    fields = {known: (table.fields(known) & set(wanted)) - set(read) for known in table.nearest(heading)}
    return [known for known, own in fields.items() if any(_may_hold(kind, field) for field in own)]


def _may_hold(kind: str | None, field: str) -> bool:
    """Whether a field may hold what all values look like: figures are no names or identifiers."""
    return kind != "number" or not any(
        name in field for name in ("partita_iva", "codice_fiscale", "company_name")
    )
