"""What would happen to a file, without writing anything."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest.file_names import name_objection
from ingest.headings import HeadingTable, heading_key, load_headings
from ingest.layouts import SheetLayout, find_layouts, open_sheets, usable_layouts
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.marking import marked_sheets
from ingest.partners import known_partners
from ingest.refusals import RefusalError


@dataclass(frozen=True)
class InspectedHeading:
    """One column: (record type, field) for each use; for an unknown heading the nearest known ones."""

    column_index: int
    heading: str
    fields: tuple[tuple[str, str], ...]
    is_known: bool
    nearest: tuple[str, ...]


@dataclass(frozen=True)
class InspectedSheet:
    """One sheet: header row (None: not found), headings, record types (main first), rows below it by kind."""

    index: int
    name: str
    header_row: int | None
    headings: tuple[InspectedHeading, ...]
    record_types: tuple[str, ...]
    row_count: int
    rows_by_kind: dict[str, int]


@dataclass(frozen=True)
class Inspection:
    """A file as ingest would take it; `refusal` is the Italian reason why it would not, or None."""

    path: Path
    partner: str | None
    sheets: tuple[InspectedSheet, ...]
    refusal: str | None


def inspect(
    path: Path, partner: str | None, extra_headings: Path | None, limits: Limits = DEFAULT_LIMITS
) -> Inspection:
    """Read a file as if it were delivered by the partner (None: the one whose folder it lies in, if any)."""
    table = load_headings(extra_headings)
    if partner is None and path.resolve().parent.name in known_partners():
        partner = path.resolve().parent.name
    layouts: list[SheetLayout] = []
    sheets: list[InspectedSheet] = []
    refusal = None
    try:
        if partner is not None and partner not in known_partners():
            raise RefusalError(
                f"il partner «{partner}» non esiste: usare uno di {', '.join(known_partners())}"
            )
        objection = name_objection(path.name)
        if objection is not None:
            raise RefusalError(objection)
        layouts = find_layouts(open_sheets(path, path.name, table, limits), table, partner)
        sheets = [_look(layout, table) for layout in layouts]
        usable_layouts(layouts, table, partner)
        if not any(sheet.row_count for sheet in sheets if sheet.record_types):
            raise RefusalError("sotto le intestazioni non c'è nessuna riga: consegnare il file con i dati")
    except RefusalError as caught:
        refusal = caught.reason
    return Inspection(path, partner, tuple(sheets), refusal)


def _look(layout: SheetLayout, table: HeadingTable) -> InspectedSheet:
    kinds = _count_rows(layout)
    headings = () if layout.header is None else layout.header.headings
    looked_at = [
        _look_at_heading(layout, table, position, text)
        for position, text in enumerate(headings)
        if heading_key(text)
    ]
    return InspectedSheet(
        layout.sheet.index,
        layout.sheet.name,
        layout.header_row,
        tuple(looked_at),
        tuple(mapping.record_type for mapping in layout.mappings),
        sum(kinds.values()),
        kinds,
    )


def _look_at_heading(layout: SheetLayout, table: HeadingTable, position: int, text: str) -> InspectedHeading:
    fields = tuple(
        (mapping.record_type, field)
        for mapping in layout.mappings
        for field, column in mapping.columns.items()
        if column == position
    )
    is_known = table.knows(heading_key(text))
    nearest = () if is_known else tuple(table.nearest(text))
    return InspectedHeading(layout.sheet.left + position, text, fields, is_known, nearest)


def _count_rows(layout: SheetLayout) -> dict[str, int]:
    if layout.header is None:
        return {}
    with duckdb.connect() as con, marked_sheets(con, [layout]) as (marked,):
        counted = Counter(marked.kinds.values())
        counted["data"] = marked.rows - len(marked.kinds)
    return dict(counted)
