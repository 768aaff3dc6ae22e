"""Cells of a sheet as text."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

Cell = str | float | int | bool | date | datetime | time | timedelta
_EXACT = 2.0**53
_LIKE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def cell_text(cell: Cell) -> str:
    """A cell as text: dates in ISO form, numbers in shortest exact form, truth values as true and false."""
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | int):
        return number_text(cell)
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return cell.isoformat()


def number_text(number: float) -> str:
    """The shortest text that reads back as the same number, without exponent or needless decimals.

    Where that would read as an Italian thousand (7.125 as seven thousand), a zero more keeps it a decimal.
    """
    text = repr(number)
    if "e" in text:
        text = format(Decimal(text), "f")
    text = text.removesuffix(".0")
    if _LIKE_THOUSANDS.fullmatch(text):
        return f"{text}0"
    return "0" if text == "-0" else text


def text_array(column: Sequence[Cell]) -> "pa.Array":
    """A column of cells as Arrow text, null where a cell is empty."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kinds = set(map(type, column))
    if kinds <= {str}:
        texts = pc.replace_substring(pa.array(column, pa.string()), "\0", "")
        return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    if kinds == {float} and all(abs(cell) < _EXACT for cell in column if isinstance(cell, float)):
        numbers = pa.array(column, pa.float64())
        whole = numbers.cast(pa.int64(), safe=False)
        if whole.cast(pa.float64()).equals(numbers):
            return whole.cast(pa.string())
    if bool in kinds:  # true equals 1, so the two cannot be looked up by value
        return pa.array([cell_text(cell) or None for cell in column], pa.string())
    text_of = {cell: cell_text(cell) or None for cell in set(column)}
    return pa.array([text_of[cell] for cell in column], pa.string())
