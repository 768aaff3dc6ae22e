"""Tables of web pages and web archives, which many programs write as `.xls`."""

import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

from ingest.cells import Cell
from ingest.encodings import as_text
from ingest.grids import GridSheet, SheetFacts, check_extent
from ingest.limits import Limits
from ingest.refusals import RefusalError

_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta)", re.IGNORECASE | re.DOTALL
)
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n)*?MIME-Version:", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_PAGE_BYTES = 64 * 1024**2
_MOST_COVERED = 1_000_000
_BREAKS = {"br", "p", "div", "li"}


def is_page(head: bytes) -> bool:
    """Whether the first bytes are those of a web page or a web archive."""
    plain = head.removeprefix(b"\xef\xbb\xbf")
    return _PAGE.match(plain) is not None or _ARCHIVE.match(plain) is not None


def read_page(data: bytes, limits: Limits) -> list[GridSheet]:
    """Every table of the page that holds text. Raises RefusalError where there is none."""
    if len(data) > _PAGE_BYTES:
        raise RefusalError("il file è una pagina web troppo grande: salvarlo come XLSX")
    pages = _archived_pages(data) if _ARCHIVE.match(data.removeprefix(b"\xef\xbb\xbf")) else [_decoded(data)]
    parser = _Tables()
    for page in pages:
        parser.feed(page)
    parser.close()
    tables = [table for table in parser.tables if any(any(row) for row in table.rows)]
    if not tables:
        raise RefusalError("il file è una pagina web senza tabelle: salvarlo come XLSX o CSV")
    return [_as_grid(index, table, limits) for index, table in enumerate(tables, start=1)]


@dataclass
class _Table:
    """A table being read: its rows, and of the cells over several rows what each covers, counted from 1 (top,
    left, bottom, right)."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    covered: set[tuple[int, int]] = field(default_factory=set)

    def add(self, text: str, columns: int, rows: int) -> None:
        """Add a cell to the last row, beside those that reach down into it."""
        number, row = len(self.rows), self.rows[-1]
        while (number, len(row)) in self.covered:
            row.append("")
        left = len(row)
        row.append(text)
        row.extend([""] * (columns - 1))
        if rows > 1 and len(self.covered) + rows * columns <= _MOST_COVERED:
            self.covered.update(
                (number + below, left + beside) for below in range(1, rows) for beside in range(columns)
            )
            self.merged.append((number, left + 1, number + rows - 1, left + columns))


def _as_grid(index: int, table: _Table, limits: Limits) -> GridSheet:
    width = max(map(len, table.rows))
    check_extent(len(table.rows), width, limits)
    cells: list[list[Cell]] = [[*row, *[""] * (width - len(row))] for row in table.rows]
    return GridSheet(index, "", cells, 1, 1, SheetFacts(merged=tuple(table.merged)))


def _decoded(data: bytes) -> str:
    """The page by its own word for its encoding, where that holds."""
    found = _CHARSET.search(data[:4096])
    try:
        return data.decode(found[1].decode("ascii") if found else "utf-8-sig").lstrip("\ufeff")
    except (LookupError, UnicodeDecodeError):
        return as_text(data)


def _archived_pages(data: bytes) -> list[str]:
    message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=default)
    pages = []
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            charset = part.get_content_charset()
            try:
                pages.append(content.decode(charset) if charset else _decoded(content))
            except (LookupError, UnicodeDecodeError):
                pages.append(_decoded(content))
    return pages


class _Tables(HTMLParser):
    """Collects the cells of every innermost table; a cell over several columns or rows stands in the first of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._columns = self._rows = 1

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].rows.append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            if not self._open[-1].rows:
                self._open[-1].rows.append([])
            self._cell = []
            self._columns, self._rows = (_span(attributes, name) for name in ("colspan", "rowspan"))
        elif tag in _BREAKS and self._cell:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self._open:
            self._open[-1].add(" ".join("".join(self._cell).split()), self._columns, self._rows)
        self._cell = None


def _span(attributes: list[tuple[str, str | None]], name: str) -> int:
    span = dict(attributes).get(name) or "1"
    return min(max(int(span), 1), 1_000) if span.isascii() and span.isdecimal() else 1
