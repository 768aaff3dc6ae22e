"""What every readable file offers: sheets that can be looked at and then staged as text in DuckDB."""

from collections.abc import Collection, Sequence
from typing import Protocol

import duckdb

from ingest.grids import GridSheet, SheetFacts
from ingest.stages import Stage


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
    def encoding(self) -> str | None:
        """A text's encoding."""

    @property
    def facts(self) -> SheetFacts:
        """What the file says of it beside its values."""

    @property
    def preview(self) -> Sequence[Sequence[str]]:
        """The first rows as text."""

    def stage(self, con: duckdb.DuckDBPyConnection, header_index: int) -> Stage:
        """Put the rows below the header (its index in the preview) into a relation. Raises RefusalError."""

    def fill_merged(self, header_index: int, except_columns: Collection[int]) -> None:
        """Let cells that are merged over rows stand in each of them, but for some columns."""

    def as_grid(self) -> GridSheet:
        """The same sheet with its rows in memory. Raises RefusalError."""

    def drop_stage(self, con: duckdb.DuckDBPyConnection) -> None:
        """Free what `stage` made."""
