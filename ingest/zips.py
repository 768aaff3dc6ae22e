"""Looking into a zipped workbook before anything unpacks it."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from ingest.file_names import printable_name
from ingest.grids import check_extent
from ingest.limits import Limits
from ingest.refusals import RefusalError

_CHUNK = 1 << 20
_CHUNK_PACKED = 1 << 16
_MAX_MEMBERS = 10_000
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_TOLD_APART = re.compile(r"^/?xl/(?:worksheets/[^/]+\.bin|(?:comments/)?comments?\d*\.xml)$", re.IGNORECASE)
_ROW = re.compile(rb"<row[^<>]*?\br=[\"'](\d{1,9})")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,9})[\"'][^<>]*(?<!/)>\s*<(?!/)")
_LONGEST_TAG = 4_096
_FACTS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b't="e"', b"t='e'", b'hidden="', b"hidden='")
_WIDE_CELL = re.compile(rb" r=[\"']([A-Z]{2,3})(\d{1,9})")
_MAY_BE_ODD = (b"\t", b"\n", b"\r", b" =", b"= ", b'="&', b"='&")
_ODD_SPACE = re.compile(rb"[\t\n\r]r\s*=|\sr\s+=|\sr=\s|\sr=[\"']&")
_ODD_PLACE = re.compile(rb" r=[\"'](?:[a-z]|[A-Z]{4}|\d{8}|[A-Z]+\d{8})")
_ODD_COUNT = re.compile(rb"ount\s*=\s*[\"'](?:\d{8}|[^\d\"'])")
_MOST_TEXT = 256 * 1024**2
DAMAGED = "il file è danneggiato o incompleto: aprirlo, salvarlo di nuovo e riconsegnarlo"


@dataclass(frozen=True)
class Unpacked:
    """A workbook's unpacked size, whether its sheets have formulas, errors, hidden or struck rows or comments, or may
    have, and whether it is an XLSX as programs write them, that a reader makes no more of than it says."""

    size: int
    may_have_facts: bool
    is_plain: bool = False


def check_zip(data: bytes, limits: Limits) -> Unpacked:
    """What unpacking gives. Every member is unpacked piece by piece, keeping nothing: sizes and checksums must be
    as declared, and the sheets of an XLSX no larger than the limits. Raises RefusalError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusalError(DAMAGED) from error
    _check_kind([member.filename for member in members])
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise RefusalError(_too_large(limits))
    left, may_have_facts, plainness = limits.unpacked_bytes, False, _Plainness()
    for member in members:
        if member.flag_bits & 1:
            raise RefusalError("il file è protetto da password: toglierla e riconsegnarlo")
        size, has_facts = _check_member(data, member, left, limits, plainness)
        left -= size
        may_have_facts = may_have_facts or has_facts
    return Unpacked(limits.unpacked_bytes - left, may_have_facts, plainness.holds)


def _check_kind(names: Sequence[str]) -> None:
    """A ZIP is a workbook only if it holds what workbooks hold."""
    lower = [name.lower().replace("\\", "/").lstrip("/") for name in names]
    if any(name.startswith("xl/") or name == "content.xml" for name in lower):
        return
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in lower):
        raise RefusalError(
            "il file è un documento di testo o una presentazione: consegnare il foglio XLSX o CSV"
        )
    if "[content_types].xml" in lower:
        raise RefusalError(DAMAGED)
    within = next((printable_name(name) for name in names if not name.endswith("/")), None)
    content = f" (contiene «{within}»)" if within else ""
    raise RefusalError(f"il file è un archivio ZIP{content}: estrarre il foglio e consegnare quello")


def _check_member(
    data: bytes, member: zipfile.ZipInfo, left: int, limits: Limits, plainness: "_Plainness"
) -> tuple[int, bool]:
    """The unpacked size of one member, which may not be more than what is left, and whether it may have facts."""
    start = _content_start(data, member)
    end = start + member.compress_size
    if end > len(data) or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusalError(DAMAGED)
    sheet = _SheetExtent(limits) if _SHEET.match(member.filename.replace("\\", "/").lstrip("/")) else None
    packed, is_deflated = memoryview(data)[start:end], member.compress_type == zipfile.ZIP_DEFLATED
    size, checksum = 0, 0
    is_styles, tail, has_struck = member.filename.lower().endswith("xl/styles.xml"), b"", False
    plainness.begin(member.filename, sheet is not None)
    try:
        for piece in _unpacked(packed, is_deflated):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            if size > left:
                raise RefusalError(_too_large(limits))
            if sheet is not None:
                sheet.look(piece)
            if is_styles:
                has_struck, tail = has_struck or b"strike" in tail + piece, piece[-8:]
            plainness.look(piece)
        if sheet is not None and sheet.is_large:
            _check_filled(_unpacked(packed, is_deflated), limits)
    except zlib.error as error:
        raise RefusalError(DAMAGED) from error
    if size != member.file_size or checksum != member.CRC:
        raise RefusalError(DAMAGED)
    if sheet is not None:
        return size, sheet.may_have_facts
    return size, has_struck or member.filename == "content.xml" or _TOLD_APART.match(
        member.filename
    ) is not None


def _unpacked(packed: memoryview, is_deflated: bool) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-15)
    for start in range(0, len(packed), _CHUNK_PACKED):
        pending = bytes(packed[start : start + _CHUNK_PACKED])
        if not is_deflated:
            yield pending
            continue
        while pending and not inflate.eof:
            yield inflate.decompress(pending, _CHUNK)
            pending = inflate.unconsumed_tail


def _content_start(data: bytes, member: zipfile.ZipInfo) -> int:
    header = data[member.header_offset : member.header_offset + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise RefusalError(DAMAGED)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    return member.header_offset + 30 + int(name_length) + int(extra_length)


class _SheetExtent:
    """The last row and column that a sheet's XML names: a reader would make room for all between."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = 1
        self._columns = 26
        self._tail = b""
        self.may_have_facts = False

    def look(self, piece: bytes) -> None:
        """Read on."""
        text = self._tail + piece
        self._tail = piece[-200:]
        self.may_have_facts = self.may_have_facts or any(sign in text for sign in _FACTS)
        self._rows = max(self._rows, *map(int, _ROW.findall(text)), 1)
        for letters, row in set(_WIDE_CELL.findall(text)):
            self._rows = max(self._rows, int(row))
            self._columns = max(self._columns, _column_number(letters))

    @property
    def is_large(self) -> bool:
        """Whether, with its empty cells, the sheet is beyond a limit."""
        return self._columns > self._limits.columns or self._rows * self._columns > self._limits.cells


class _Plainness:
    """Whether a reader makes no more of an XLSX than its parts say.

    A place or a count written as no program writes it is missed by `_SheetExtent`, or makes the reader ask for more
    than there is, which aborts its process; a long text that many cells share is as many texts; ODS and XLSB repeat
    cells at will.
    """

    def __init__(self) -> None:
        self._is_odd = False
        self._is_sheet = self._has_rows = False
        self._cells = self._longest = 0
        self._tail = b""

    def begin(self, name: str, is_sheet: bool) -> None:
        """The next member."""
        self._end()
        self._is_sheet, self._has_rows, self._tail = is_sheet, False, b""
        self._is_odd = self._is_odd or name == "content.xml" or name.lower().endswith(".bin")

    def look(self, piece: bytes) -> None:
        """Read on."""
        text = self._tail + piece
        self._tail = piece[-200:]
        self._has_rows = self._has_rows or b"sheetData" in text
        if self._is_sheet:
            self._cells += text.count(b"<c") + text.count(b":c")
            odd = _ODD_PLACE.search(text) or (
                any(sign in text for sign in _MAY_BE_ODD) and _ODD_SPACE.search(text)
            )
        else:
            for item in (b"<si", b":si"):
                if item in text:
                    self._longest = max(self._longest, *map(len, text.split(item)))
            odd = _ODD_COUNT.search(text)
        self._is_odd = self._is_odd or bool(odd)

    def _end(self) -> None:
        """A sheet's rows stand in a sheet's place, in letters that can be read here."""
        self._is_odd = self._is_odd or self._is_sheet is not self._has_rows

    @property
    def holds(self) -> bool:
        """Whether it is plain, all members seen."""
        self._end()
        return not self._is_odd and self._cells * self._longest <= _MOST_TEXT


def _check_filled(pieces: Iterator[bytes], limits: Limits) -> None:
    """Raise RefusalError if the cells with something in them are beyond a limit: an empty cell that has a
    colour or a border is nothing."""
    rows, columns, tail = 1, 1, b""
    for piece in pieces:
        text = tail + piece
        end = text.rfind(b"<c")
        tail = text[end:][:_LONGEST_TAG] if end >= 0 else b""
        for letters, row in _FILLED_CELL.findall(text):
            rows, columns = max(rows, int(row)), max(columns, _column_number(letters))
            if columns > limits.columns:
                raise RefusalError(
                    f"la cella {letters.decode()}{int(row)} è compilata, e sia pure da uno spazio: le colonne possono "
                    f"essere {limits.columns}: cancellare quel che sta lontano dalla tabella"
                )
        check_extent(rows, columns, limits)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(limits: Limits) -> str:
    return (
        f"una volta decompresso il file supera {limits.unpacked_bytes // 1024**2} MB: dividerlo in più file"
    )
