"""A sheet as a partner lays it out: titles above, headings, rows, a total and notes below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample.rows import Cell, Row

Columns = tuple[tuple[str, str], ...]
"""Heading and field, in order."""

_COUNTED = (
    "document_ref", "outcome", "event_code", "desk", "hours", "contact_code", "service_code", "cancelled",
    "paid_eur", "claimed_eur", "admitted_eur", "joined_date", "left_date", "opened_date", "signed_date",
    "dissolved_date", "existed_before", "event_municipality",
)  # fmt: skip
"""Fields that a KPI rests on: no layout may drop them."""


class LayoutError(Exception):
    """A sheet has no column for something that counts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`total` names a field whose sum stands below; `has_merged_title` lets the title span the table."""

    name: str
    columns: Columns
    rows: Sequence[Row]
    title: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    total: str | None = None
    is_hidden: bool = False
    has_merged_title: bool = False
    may_drop: tuple[str, ...] = ()
    """Fields that stand on another sheet."""


@dataclass(frozen=True, slots=True)
class Style:
    """How values become cells. `dates`: typed, text (dd/mm/yyyy), iso, mixed (text and typed in turn).

    `decimals`: number (typed), comma (1234,5), italian (1.234,50), point (1234.5).
    """

    dates: str
    decimals: str
    words: Mapping[str, Mapping[str, str]]


def grid(sheet: Sheet, style: Style) -> list[list[Cell]]:
    """The sheet's cells, from the first title to the last note."""
    fields = [field for _, field in sheet.columns]
    table: list[list[Cell]] = [[line] for line in sheet.title]
    if sheet.title:
        table.append([])
    if sheet.columns:
        table.append([heading for heading, _ in sheet.columns])
    for place, row in enumerate(sheet.rows):
        _check(sheet, row, fields)
        table.append([_cell(style, field, row.get(field), place) for field in fields])
    if sheet.total:
        total = sum(
            (value for row in sheet.rows if isinstance(value := row.get(sheet.total), Decimal)), Decimal(0)
        )
        sums = [_cell(style, field, total, 0) if field == sheet.total else None for field in fields]
        table.append(["TOTALE", *sums[1:]])
    if sheet.notes:
        table.append([])
        table += [[note] for note in sheet.notes]
    return table


def with_cancellation(columns: Columns, rows: Sequence[Row], heading: str) -> Columns:
    """The columns, and one for cancellations where a row says that it is one."""
    return (*columns, (heading, "cancelled")) if any(row.get("cancelled") for row in rows) else columns


def _check(sheet: Sheet, row: Row, fields: list[str]) -> None:
    for field in _COUNTED:
        if row.get(field) is not None and field not in fields and field not in sheet.may_drop:
            raise LayoutError(f"{sheet.name}: no column for {field}")


def _cell(style: Style, field: str, value: Cell, place: int) -> Cell:
    if isinstance(value, date):
        is_text = style.dates in ("text", "iso") or (style.dates == "mixed" and place % 3 == 1)
        pattern = "%Y-%m-%d" if style.dates == "iso" else "%d/%m/%Y"
        return value.strftime(pattern) if is_text else value
    if isinstance(value, Decimal):
        return _decimal(style, value)
    if isinstance(value, str):
        return style.words.get(field, {}).get(value, value)
    return value


def _decimal(style: Style, value: Decimal) -> Cell:
    if style.decimals == "number":
        return value
    if style.decimals == "point":
        return f"{value:f}"
    text = f"{value:,.2f}" if style.decimals == "italian" else f"{value:f}"
    return text.replace(",", "_").replace(".", ",").replace("_", ".")
