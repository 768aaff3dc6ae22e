"""One sheet of a file as it is read: where its header is, and what it carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.header_rows import Header
from ingest.headings import HeadingTable
from ingest.mapping import Mapping, map_sheet
from ingest.sources import Sheet


@dataclass(frozen=True)
class SheetLayout:
    """One sheet, its header (None: none found) and the record types it carries, the main one first."""

    sheet: Sheet
    header: Header | None
    mappings: tuple[Mapping, ...]
    table: HeadingTable

    @property
    def is_hidden(self) -> bool:
        """Whether the sender hid the sheet: then it is not read."""
        return self.sheet.facts.is_hidden

    @property
    def header_row(self) -> int | None:
        """The header's row number as the user sees it."""
        return None if self.header is None else self.sheet.top + self.header.index

    def carries(self, cells: Sequence[str | None]) -> bool:
        """Whether the cells, as headings, would carry a record type."""
        return bool(map_sheet([cell or "" for cell in cells], self.table, None))

    def values(self, position: int) -> list[str]:
        """What a column holds in the first rows below the header."""
        below = self.sheet.preview[self.header.index + 1 :] if self.header else ()
        return [row[position].strip() for row in below if position < len(row) and row[position].strip()]

    def filled_rows(self) -> int:
        """How many rows below the header hold text, all where there is no header."""
        first = 0 if self.header is None else self.header.index + 1
        grid = self.sheet.as_grid()
        return sum(grid.filled_count(row) > 0 for row in range(first, grid.row_count))

    def described(self) -> list[object]:
        """All that decides how the sheet lands, as plain values."""
        headings = [] if self.header is None else list(self.header.headings)
        types = [[one.record_type, one.is_main, sorted(one.columns.items())] for one in self.mappings]
        return [self.sheet.index, self.sheet.name, self.header_row, headings, types]
