"""A sheet whose rows are in memory: of a workbook, of a web page, or a part of either."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.cells import Cell, cell_text, text_array
from ingest.limits import Limits
from ingest.refusals import RefusalError
from ingest.stages import PREVIEW_ROWS, Stage

if TYPE_CHECKING:  # a process that reads one workbook apart begins without it, in half the time
    import duckdb

CellPlace = tuple[int, int]
"""Row and column as the user counts them, from 1."""


@dataclass(frozen=True)
class SheetFacts:
    """What a sheet's file says beside its values; rows and columns as the user counts them.

    `errors` are cells that hold no value but an error, with its text; `uncalculated` hold a formula whose
    result the file does not have; `merged` are (first row, first column, last row, last column). `struck_rows` have
    cells struck through; `comments` are by their cell.
    """

    errors: dict[CellPlace, str] = field(default_factory=dict)
    uncalculated: frozenset[CellPlace] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_hidden: bool = False
    struck_rows: frozenset[int] = frozenset()
    comments: dict[CellPlace, str] = field(default_factory=dict)


class GridSheet:
    """One table of cells. `top` and `left` are where its first cell stands for the user."""

    def __init__(
        self, index: int, name: str, rows: list[list[Cell]], top: int, left: int, facts: SheetFacts
    ) -> None:
        self.index = index
        self.name = name.replace("\0", "")
        self.top = top
        self.left = left
        self.encoding: str | None = None
        self.facts = facts
        self._rows = rows
        self._relation = f"pal_sheet_{index}"
        for (row, column), text in facts.errors.items():
            if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
                rows[row - top][column - left] = text

    @cached_property
    def preview(self) -> Sequence[Sequence[str]]:
        """The first rows as text."""
        return [[cell_text(cell) for cell in row] for row in self._rows[:PREVIEW_ROWS]]

    def stage(self, con: "duckdb.DuckDBPyConnection", header_index: int) -> Stage:
        """Register the rows below the header as an Arrow table, each column text."""
        import pyarrow as pa  # only here: nothing new must not pay for it

        body = self._rows[header_index + 1 :]
        names = [f"c{number}" for number in range(len(self._rows[header_index]))]
        columns: list[Sequence[Cell]] = list(zip(*body, strict=True)) if body else [()] * len(names)
        arrays = [text_array(column) for column in columns]
        arrays.append(pa.array(range(len(body)), pa.int64()))
        con.register(self._relation, pa.table(arrays, names=[*names, "r"]))
        return Stage(self._relation, "r", tuple(names), self.top + header_index + 1, len(body))

    def drop_stage(self, con: "duckdb.DuckDBPyConnection") -> None:
        """Forget the Arrow table."""
        con.unregister(self._relation)

    def fill_merged(self, header_index: int, except_columns: Collection[int]) -> None:
        """Below the header, a cell that is merged over rows stands in each of them; not so in columns whose
        figures would count again."""
        first = self.top + header_index + 1
        for top, left, bottom, _ in self.facts.merged:
            column = left - self.left
            if top < first or bottom == top or column in except_columns or column < 0:
                continue
            value = self._rows[top - self.top][column]
            for row in self._rows[top - self.top + 1 : bottom - self.top + 1]:
                row[column] = value

    def part(self, index: int, rows: tuple[int, int], columns: tuple[int, int]) -> "GridSheet":
        """The cells between two rows and columns (from 0, the second not included) as a sheet of its own."""
        kept = [row[columns[0] : columns[1]] for row in self._rows[rows[0] : rows[1]]]
        return GridSheet(index, self.name, kept, self.top + rows[0], self.left + columns[0], self.facts)

    def as_grid(self) -> "GridSheet":
        """Itself: its rows are in memory already."""
        return self

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._rows[0]) if self._rows else 0

    def filled_count(self, row: int) -> int:
        """How many cells of a row (from 0) are filled."""
        return sum(bool(cell_text(cell).strip()) for cell in self._rows[row])

    @property
    def row_count(self) -> int:
        """How many rows there are, the header and what stands above it included."""
        return len(self._rows)


def check_extent(rows: int, columns: int, limits: Limits) -> None:
    """Raise RefusalError for a sheet with too many columns or cells."""
    if columns > limits.columns:
        raise RefusalError(
            f"una tabella ha {columns} colonne, più di {limits.columns}: lasciare solo quelle che servono"
        )
    if rows * columns > limits.cells:
        raise RefusalError(
            f"un foglio va fino alla riga {rows} e alla colonna {columns}: cancellare le celle lontane"
        )
