"""Several tables in one sheet, beside or below each other: each becomes a sheet of its own."""

from collections.abc import Sequence

from ingest.grids import GridSheet
from ingest.header_rows import Header

OTHER_TABLES = 1_000
"""Added to a sheet's index for every further table in it, so that rows keep their own numbers."""


def tables_below(sheet: GridSheet, header_index: int) -> list[GridSheet]:
    """The sheet cut above the second header and the title over it; the first part keeps the sheet's index."""
    cut = header_index
    while cut > 0 and sheet.filled_count(cut - 1) <= 1:
        cut -= 1
    width = sheet.width
    first = sheet.part(sheet.index, (0, cut), (0, width))
    second = sheet.part(sheet.index + OTHER_TABLES, (cut, sheet.row_count), (0, width))
    return [first, second]


def groups_beside(header: Header, preview: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where the header has empty columns, with nothing below, between groups of headings: from which column
    to which each group goes."""
    rows = preview[header.index :]
    groups: list[tuple[int, int]] = []
    start: int | None = None
    for position in range(len(header.headings) + 1):
        is_inside = position < len(header.headings) and (
            bool(header.headings[position])
            or any(len(row) > position and row[position].strip() for row in rows)
        )
        if is_inside and start is None:
            start = position
        elif not is_inside and start is not None:
            groups.append((start, position))
            start = None
    return groups


def tables_beside(sheet: GridSheet, groups: Sequence[tuple[int, int]]) -> list[GridSheet]:
    """One sheet for each group of columns; the first keeps the sheet's index."""
    return [
        sheet.part(sheet.index + number * OTHER_TABLES, (0, sheet.row_count), group)
        for number, group in enumerate(groups)
    ]
