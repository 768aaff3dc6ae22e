"""What a person's question comes back as."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from publication.figures import format_number
from publication.people_sql.columns import for_pandas, for_parquet, for_python
from publication.people_sql.words import explain
from storage.errors import PalError, WrongUse


class NotAnswered(WrongUse):
    """The question is wrong or not allowed: `kind` is DuckDB's class of error, `detail` its words."""

    def __init__(self, kind: str, detail: str) -> None:
        self.kind, self.detail = kind, detail
        super().__init__(explain(detail))


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

    def frame(self) -> pd.DataFrame:
        """The answer as pandas has it: amounts as floats, days as days, every column with a name of its own."""
        columns = list(map(for_pandas, self.table.columns))
        frame: pd.DataFrame = pa.table(columns, names=self._own_names()).to_pandas(date_as_object=False)
        return frame

    def parquet(self) -> bytes:
        """The answer as a Parquet file."""
        content = io.BytesIO()
        columns = list(map(for_parquet, self.table.columns))
        pq.write_table(pa.table(columns, names=self._own_names()), content, compression="zstd")
        return content.getvalue()

    def _own_names(self) -> list[str]:
        names: list[str] = []
        for name in self.columns:
            names.append(next(one for one in _numbered(name) if one not in names))
        return names

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as Python values."""
        readable = pa.table(list(map(for_python, self.table.columns)), names=self.columns)
        for batch in readable.to_batches(max_chunksize=10_000):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}_{number}"
