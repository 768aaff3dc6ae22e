"""Tables of web pages and web archives, which many programs write as `.xls`."""

import re
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
    tables = [rows for rows in parser.tables if any(any(row) for row in rows)]
    if not tables:
        raise RefusalError("il file è una pagina web senza tabelle: salvarlo come XLSX o CSV")
    return [_as_grid(index, rows, limits) for index, rows in enumerate(tables, start=1)]


def _as_grid(index: int, rows: list[list[str]], limits: Limits) -> GridSheet:
    width = max(map(len, rows))
    check_extent(len(rows), width, limits)
    cells: list[list[Cell]] = [[*row, *[""] * (width - len(row))] for row in rows]
    return GridSheet(index, "", cells, 1, 1, SheetFacts())


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
    """Collects the cells of every innermost table; a cell over several columns or rows stands in the first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            if not self._open[-1]:
                self._open[-1].append([])
            self._cell = []
            span = dict(attributes).get("colspan") or "1"
            self._span = min(int(span), 1_000) if span.isdecimal() else 1
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
            self._open[-1][-1].append(" ".join("".join(self._cell).split()))
            self._open[-1][-1].extend([""] * (self._span - 1))
        self._cell = None
