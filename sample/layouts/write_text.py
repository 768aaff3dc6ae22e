"""Text files: CSV in its many ways, and the UTF-16 tab text that Excel saves."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from sample.rows import Cell


def write_text(
    path: Path, rows: Iterable[Sequence[Cell]], encoding: str, separator: str, quotes_all: bool = False
) -> None:
    """Lines end in CR LF, as Windows programs end them."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(
            file,
            delimiter=separator,
            lineterminator="\r\n",
            quoting=csv.QUOTE_ALL if quotes_all else csv.QUOTE_MINIMAL,
        )
        for row in rows:
            writer.writerow(["" if cell is None else cell for cell in row])
