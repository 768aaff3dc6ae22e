"""Rows of a sheet staged in DuckDB, on their way into `raw`."""

from dataclasses import dataclass

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
