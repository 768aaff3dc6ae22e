"""What would happen to a file, without writing anything."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest.file_names import name_objection
from ingest.headings import HeadingTable, heading_key, load_headings
from ingest.layouts import find_layouts, open_sheets, usable_layouts
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.marking import MarkedSheet, marked_sheets
from ingest.notes import told_line
from ingest.partners import known_partners
from ingest.refusals import RefusalError
from ingest.refusing import refusing
from ingest.sheet_layout import SheetLayout
from ingest.sources import Sheet
from ingest.telling import file_notes


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
    told: str | None = None


def inspect(
    path: Path, partner: str | None, extra_headings: Path | None, limits: Limits = DEFAULT_LIMITS
) -> Inspection:
    """Read a file as if it were delivered by the partner (None: the one whose folder it lies in, if any)."""
    table = load_headings(extra_headings)
    if partner is None and path.resolve().parent.name in known_partners():
        partner = path.resolve().parent.name
    sheets: list[InspectedSheet] = []
    refusal = told = None
    try:
        if partner is not None and partner not in known_partners():
            raise RefusalError(
                f"il partner «{partner}» non esiste: usare uno di {', '.join(known_partners())}"
            )
        objection = name_objection(path.name)
        if objection is not None:
            raise RefusalError(objection)
        with refusing(limits), duckdb.connect() as con:
            layouts = find_layouts(open_sheets(path, path.name, table, limits), table, partner)
            sheets = [_look(layout, table, {"data": layout.filled_rows()}) for layout in layouts]
            usable_layouts(layouts, partner)

            def lay_out(parts: Sequence[Sheet]) -> list[SheetLayout]:
                return find_layouts(parts, table, partner)

            with marked_sheets(con, layouts, lay_out, limits) as marked:
                sheets = [_look(one.layout, table, _count_rows(one)) for one in marked]
                if not any(one.rows for one in marked if one.stage is not None):
                    raise RefusalError(
                        "sotto le intestazioni non c’è nessuna riga: consegnare il file con i dati"
                    )
                told = told_line(
                    sum(one.stage is not None for one in marked),
                    len(marked),
                    file_notes(marked, partner, path.name),
                )
    except RefusalError as caught:
        refusal = caught.reason
    return Inspection(path, partner, tuple(sheets), refusal, told)


def _look(layout: SheetLayout, table: HeadingTable, kinds: dict[str, int]) -> InspectedSheet:
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
        () if layout.is_hidden else tuple(mapping.record_type for mapping in layout.mappings),
        sum(kinds.values()) if layout.header is not None else 0,
        kinds,
    )


def _look_at_heading(layout: SheetLayout, table: HeadingTable, position: int, text: str) -> InspectedHeading:
    fields = tuple(
        (mapping.record_type, field)
        for mapping in layout.mappings
        for field, column in mapping.columns.items()
        if column == position
    )
    is_known = table.knows(text)
    nearest = () if is_known else tuple(table.nearest(text))
    return InspectedHeading(layout.sheet.left + position, text, fields, is_known, nearest)


def _count_rows(sheet: MarkedSheet) -> dict[str, int]:
    counted = Counter(sheet.kinds.values())
    counted["data"] = sheet.rows - len(sheet.kinds)
    return dict(counted)
