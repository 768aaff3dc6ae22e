"""What every readable file offers: sheets that can be looked at and then staged as text in DuckDB."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import duckdb

PREVIEW_ROWS = 200


@dataclass(frozen=True)
class Stage:
    """The rows below a header, as text in a relation of the connection.

    The columns stand in the header's order; the column `position` numbers the rows from 0 in theirs. Row
    numbers as the user sees them begin at `first_row`.
    """

    relation: str
    position: str
    columns: tuple[str, ...]
    first_row: int
    count: int


class Sheet(Protocol):
    """One table of a file."""

    @property
    def index(self) -> int:
        """Number of the sheet in the file, from 1."""

    @property
    def name(self) -> str:
        """The sheet's name; empty for a text file."""

    @property
    def top(self) -> int:
        """The row number that the first previewed row has for the user."""

    @property
    def left(self) -> int:
        """The number (from 1) of the first previewed column."""

    @property
    def preview(self) -> Sequence[Sequence[str]]:
        """The first rows as text."""

    def stage(self, con: duckdb.DuckDBPyConnection, header_index: int) -> Stage:
        """Put the rows below the header (its index in the preview) into a relation. Raises RefusalError."""

    def drop_stage(self, con: duckdb.DuckDBPyConnection) -> None:
        """Free what `stage` made."""
