"""Reading CSV, TSV and TXT: by DuckDB's parallel reader where it certainly reads the same, else by record.

A record's number counts every record from the file's top: titles, blank lines and the header too, as a
spreadsheet program numbers the rows of the opened file. A record with line breaks in quotes is one.
"""

import codecs
import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import duckdb

from ingest.cells import Cell
from ingest.dialects import Dialect, detect_dialect
from ingest.encodings import (
    ENTITIES,
    TWICE,
    UTF8,
    decoded,
    decoded_chunks,
    detect_encoding,
    encoding_by_head,
    look_at_bytes,
    once_only,
    without_entities,
    write_utf8,
)
from ingest.grids import GridSheet, SheetFacts, check_extent
from ingest.headings import HeadingTable
from ingest.limits import Limits
from ingest.refusals import RefusalError
from ingest.stages import Stage
from storage.literals import sql_literal
from storage.scratch import scratch_folder

_HEAD_BYTES = 1 << 18
_BATCH = 20_000
_BATCH_CHARACTERS = 1 << 26
_LONGEST_LINE = 1 << 24
"""Characters of a line, as many as a thousand full cells have; a longer one would be gone over at each piece read."""
_RELATION = "pal_text"
_COMPARED_ROWS = 20
_CHUNK = 1 << 22
_BLANK_LINES = (b"\n\n", b"\n\r", b"\r\r")


class TextSheet:
    """The one table of a text file."""

    index = 1
    name = ""
    top = 1
    left = 1

    def __init__(self, path: Path, dialect: Dialect, encoding: str | None, limits: Limits) -> None:
        self._path = path
        self._dialect = dialect
        self._encoding = encoding
        self._limits = limits
        self.preview: Sequence[Sequence[str]] = dialect.records
        self.facts = SheetFacts()

    @property
    def encoding(self) -> str:
        """The file's encoding."""
        self._encoding = self._encoding or detect_encoding(self._path)
        return self._encoding

    def fill_merged(self, header_index: int, except_columns: Collection[int]) -> None:
        """A text has no merged cells."""

    def as_grid(self) -> GridSheet:
        """All its records in memory, to be taken apart. Raises RefusalError."""
        rows: list[list[Cell]] = []
        width = 0
        for one in _read_all(self._path, self.encoding, self._dialect.separator):
            rows.append(list(one))
            width = max(width, len(one))
            check_extent(len(rows), width, self._limits)
        return GridSheet(1, "", [[*row, *[""] * (width - len(row))] for row in rows], 1, 1, self.facts)

    def stage(self, con: duckdb.DuckDBPyConnection, header_index: int) -> Stage:
        """Load the records below the header into a temporary table."""
        body = self.preview[header_index + 1 :]
        header_width = len(self.preview[header_index])
        width = max([header_width, *map(len, body)])
        with scratch_folder() as folder:
            if not self._load_fast(con, folder, header_index, width):
                self._load_exactly(con, header_index, header_width)
                width = header_width + 2
        columns = tuple(f"c{number}" for number in range(width))
        return Stage(_RELATION, "rowid", columns, header_index + 2, _row_count(con))

    def drop_stage(self, con: duckdb.DuckDBPyConnection) -> None:
        """Drop the temporary table."""
        con.execute(f"drop table if exists {_RELATION}")

    def _load_fast(self, con: duckdb.DuckDBPyConnection, folder: Path, header_index: int, width: int) -> bool:
        """DuckDB's own reader, strictly: every record as wide as the others, no blank lines (it would skip
        them), and the first rows as we read them. False where any of this does not hold."""
        path = self._path
        if self._encoding is None and _load(con, path, self._dialect.separator, header_index + 1, width):
            self._encoding = UTF8
        else:
            if self.encoding != UTF8:
                path = folder / "text.csv"
                write_utf8(self._path, self.encoding, path)
            if not _load(con, path, self._dialect.separator, header_index + 1, width):
                return False
        records = header_index + 1 + _row_count(con)
        if _line_count(path) != records and _has_blank_line(path):
            return False
        expected = [_padded(record, width) for record in self.preview[header_index + 1 :][:_COMPARED_ROWS]]
        return con.execute(f"from {_RELATION} limit {len(expected)}").fetchall() == expected

    def _load_exactly(self, con: duckdb.DuckDBPyConnection, header_index: int, width: int) -> None:
        """Record by record; two more columns hold the cell beyond the header, and the first filled one after it."""
        import pyarrow as pa  # only here: nothing new must not pay for it

        names = [f"c{number}" for number in range(width + 2)]
        con.execute(
            f"create or replace temp table {_RELATION} ({', '.join(f'{name} varchar' for name in names)})"
        )
        records = islice(
            _read_all(self._path, self.encoding, self._dialect.separator), header_index + 1, None
        )
        rows = (_fitted(record, width) for record in records)
        for batch in _batches(rows):
            arrays = [
                pa.array([cell or None for cell in column], pa.string())
                for column in zip(*batch, strict=True)
            ]
            con.register("pal_batch", pa.table(arrays, names=names))
            con.execute(f"insert into {_RELATION} from pal_batch")
            con.unregister("pal_batch")


def read_text(path: Path, table: HeadingTable, limits: Limits) -> list[TextSheet]:
    """The file's one table. Raises RefusalError for what is no text."""
    with path.open("rb") as source:
        head = source.read(_HEAD_BYTES)
    is_whole = len(head) < _HEAD_BYTES
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith((b"<?xml", b"<!doctype")):
        raise RefusalError("il file è XML, non una tabella: salvarlo come XLSX o CSV")
    encoding = encoding_by_head(head)
    if encoding in (None, UTF8):
        written = look_at_bytes(path)
        encoding = None if _is_utf8(head) else detect_encoding(path)
        if written is not None and detect_encoding(path) == UTF8:
            encoding = written
    text = _head_text(head, encoding)
    dialect = detect_dialect(text, is_whole, table.knows)
    if not any(cell.strip() for record in dialect.records for cell in record):
        raise RefusalError("il file è vuoto: nessuna riga contiene testo")
    check_extent(1, max(map(len, dialect.records)), limits)
    return [TextSheet(path, dialect, encoding, limits)]


def _head_text(head: bytes, encoding: str | None) -> str:
    if encoding is None:
        return head.decode(UTF8, errors="replace")
    if encoding == TWICE:
        return once_only(head.decode(UTF8, errors="replace"))
    if encoding == ENTITIES:
        return without_entities(head.decode(UTF8, errors="replace"))
    if encoding.startswith("utf-16"):
        return head[: len(head) // 2 * 2].decode(encoding, errors="replace")
    return decoded(head, encoding)


def _is_utf8(head: bytes) -> bool:
    """Whether the first bytes are UTF-8; the last character may be cut."""
    try:
        codecs.getincrementaldecoder(UTF8)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _load(con: duckdb.DuckDBPyConnection, path: Path, separator: str, skip: int, width: int) -> bool:
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(width))
    try:
        con.execute(
            f"""create or replace temp table {_RELATION} as select * from read_csv(
                {sql_literal(str(path))}, auto_detect=false, columns={{{columns}}},
                delim={sql_literal(separator)}, quote='"', escape='"', header=false, skip={skip},
                nullstr='', strict_mode=true, null_padding=false, encoding='utf-8', compression='none')"""
        )
    except duckdb.InvalidInputException:
        return False
    return True


def _row_count(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute(f"select count(*) from {_RELATION}").fetchall()[0][0])


def _line_count(path: Path) -> int:
    """Lines of a file whose lines end in LF or CRLF, an unended last one included."""
    count, last = 0, b"\n"
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def _has_blank_line(path: Path) -> bool:
    """Whether two line ends follow each other before the end of the text."""
    found, before = False, b""
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            if found and chunk.strip(b"\r\n"):
                return True
            text = before + chunk
            body = text.rstrip(b"\r\n")
            if any(pair in body for pair in _BLANK_LINES):
                return True
            found = found or any(pair in text for pair in _BLANK_LINES)
            before = text[len(body) :][-2:]
    return False


def _read_all(path: Path, encoding: str, separator: str) -> Iterator[Sequence[str]]:
    lines = _lines(decoded_chunks(path, encoding))
    reader = csv.reader(lines, delimiter=separator, strict=True)  # a quote out of place is an error
    while True:
        first = reader.line_num + 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RefusalError(
                f"virgolette fuori posto o non chiuse alla riga {first}: correggerle, o salvare il file come XLSX"
            ) from error


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    """Physical lines with their ends, which may be CRLF, LF or CR."""
    rest = ""
    for chunk in chunks:
        text = rest + chunk
        rest = ""
        if text.endswith("\r"):
            text, rest = text[:-1], "\r"
        lines = io.StringIO(text, newline="").readlines()
        if lines and not lines[-1].endswith(("\n", "\r")):
            rest = lines.pop() + rest
            if len(rest) > _LONGEST_LINE:
                raise RefusalError(
                    f"una riga ha più di {_LONGEST_LINE // 1_000_000} milioni di caratteri: il file non è una "
                    "tabella, o le righe non vanno a capo; esportarlo di nuovo come XLSX"
                )
        yield from lines
    if rest:
        yield from io.StringIO(rest, newline="")


def _batches(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Rows in lists that have room in memory, however long the rows are."""
    batch: list[Sequence[str]] = []
    characters = 0
    for row in rows:
        batch.append(row)
        characters += sum(map(len, row))
        if len(batch) == _BATCH or characters > _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _fitted(record: Sequence[str], width: int) -> Sequence[str]:
    if len(record) <= width + 1:
        return [*record, *[""] * (width + 2 - len(record))]
    return [*record[: width + 1], next((cell for cell in record[width + 1 :] if cell), "")]


def _padded(record: Sequence[str], width: int) -> tuple[str | None, ...]:
    cells = [cell or None for cell in record]
    return (*cells, *[None] * (width - len(cells)))
