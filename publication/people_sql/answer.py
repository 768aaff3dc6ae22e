"""What a person's question comes back as."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from publication.figures import format_number
from storage.errors import PalError, WrongUse


class NotAnswered(WrongUse):
    """The question is wrong or not allowed: `kind` is DuckDB's class of error, `detail` its words."""

    def __init__(self, kind: str, detail: str) -> None:
        self.kind, self.detail = kind, detail
        first_line = (detail.splitlines() or [""])[0]
        super().__init__(f"SQL non valido, o non permesso in sola lettura: {first_line}")


class TooMuchMemory(PalError):
    """The question needed more memory than it may take, and its process was ended."""


@dataclass(frozen=True)
class Answer:
    """Columns with their types (as DuckDB writes them) and rows; `cut` says if rows or size were limited."""

    table: pa.Table
    types: list[str]
    cut: str | None
    seconds: float

    @property
    def columns(self) -> list[str]:
        """The columns' names, which may be equal."""
        return list(self.table.column_names)

    @property
    def cut_in_words(self) -> str | None:
        """What to tell who asked, where the answer is not whole."""
        if self.cut is None:
            return None
        limit = "il limite di righe" if self.cut == "rows" else "il limite di grandezza"
        shown = format_number(self.table.num_rows)
        return f"La risposta è tagliata alle prime {shown} righe ({limit}): restringere la domanda."

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as Python values."""
        for batch in self.table.to_batches(max_chunksize=10_000):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
