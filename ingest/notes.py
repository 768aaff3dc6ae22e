"""What is told of a file that lands: what was not read, and what was read otherwise than it stands there."""

from collections.abc import Sequence
from dataclasses import dataclass

_SHOWN = 3


@dataclass(frozen=True)
class Note:
    """One thing to tell. `words` is its part of the file's line, in Italian; `is_loss` says that data was not
    carried, so that somebody must look. Where it concerns one cell, row, field and value say which."""

    kind: str
    words: str
    is_loss: bool = False
    row_count: int = 0
    row_number: int | None = None
    record_type: str | None = None
    field: str | None = None
    heading: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class SheetNote:
    """A note and the sheet that it is about; 0 for the file as a whole."""

    sheet_index: int
    sheet: str
    note: Note


def told_line(sheets_read: int, sheets: int, notes: Sequence[SheetNote]) -> str | None:
    """The one line that tells what was not read of a file; None where there is nothing to tell."""
    words = list(dict.fromkeys(one.note.words for one in notes if one.note.words))
    if not words:
        return None
    if sheets > 1 and sheets_read < sheets:
        words.insert(
            0, f"letti {sheets_read} fogli su {sheets}" if sheets_read != 1 else f"letto 1 foglio su {sheets}"
        )
    return "; ".join(words)


def counted(number: int, one: str, many: str) -> str:
    """A number and what it counts."""
    return f"{number} {one if number == 1 else many}"


def quoted(texts: Sequence[str]) -> str:
    """The first few texts in quotes, and how many more there are."""
    shown = ", ".join(f"«{_short(text)}»" for text in texts[:_SHOWN])
    return f"{shown} e altri {len(texts) - _SHOWN}" if len(texts) > _SHOWN else shown


def in_sheet(name: str) -> str:
    """The sheet's name before what is told of it; nothing for a text file."""
    return f"foglio «{name}»: " if name else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
