"""Files of every format, written the same to the byte each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sample.layouts.sheets import Sheet, Style, grid
from sample.layouts.workbook import Page
from sample.layouts.write_ods import write_ods
from sample.layouts.write_text import write_text
from sample.layouts.write_xls import write_xls
from sample.layouts.write_xlsx import write_xlsx

_WRITERS: dict[str, Callable[[Path, Sequence[Page]], None]] = {
    ".xlsx": write_xlsx,
    ".xls": write_xls,
    ".ods": write_ods,
}


@dataclass(frozen=True, slots=True)
class TextFormat:
    """Encoding, separator and whether every field is quoted."""

    encoding: str
    separator: str
    quotes_all: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """One file to be sent; a text file has one sheet and a text format."""

    name: str
    sheets: tuple[Sheet, ...]
    style: Style
    text: TextFormat | None = None


def write_book(folder: Path, book: Book) -> Path:
    """Writes the file into the folder and returns where it is."""
    path = folder / book.name
    pages = [
        Page(sheet.name, grid(sheet, book.style), len(sheet.title), sheet.has_merged_title, sheet.is_hidden)
        for sheet in book.sheets
    ]
    if book.text:
        write_text(path, pages[0].cells, book.text.encoding, book.text.separator, book.text.quotes_all)
    else:
        _WRITERS[path.suffix](path, pages)
    return path
