"""Looking into a zipped workbook before anything unpacks it."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from ingest.limits import Limits
from ingest.refusals import RefusalError

_CHUNK = 1 << 20
_CHUNK_PACKED = 1 << 16
_MAX_MEMBERS = 10_000
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_ROW = re.compile(rb"<row[^>]*?\br=[\"'](\d{1,9})")
_WIDE_CELL = re.compile(rb" r=[\"']([A-Z]{2,3})\d")
DAMAGED = "il file è danneggiato o incompleto: aprirlo, salvarlo di nuovo e riconsegnarlo"


def check_zip(data: bytes, limits: Limits) -> None:
    """Unpack every member piece by piece, keeping nothing: sizes and checksums must be as declared, and the
    sheets of an XLSX no larger than the limits. Raises RefusalError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusalError(DAMAGED) from error
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise RefusalError(_too_large(limits))
    left = limits.unpacked_bytes
    for member in members:
        if member.flag_bits & 1:
            raise RefusalError("il file è protetto da password: toglierla e riconsegnarlo")
        left -= _check_member(data, member, left, limits)


def _check_member(data: bytes, member: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    """The unpacked size of one member, which may not be more than what is left."""
    start = _content_start(data, member)
    end = start + member.compress_size
    if end > len(data) or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusalError(DAMAGED)
    sheet = _SheetExtent(limits) if _SHEET.match(member.filename) else None
    size, checksum = 0, 0
    try:
        for piece in _unpacked(memoryview(data)[start:end], member.compress_type == zipfile.ZIP_DEFLATED):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            if size > left:
                raise RefusalError(_too_large(limits))
            if sheet is not None:
                sheet.look(piece)
    except zlib.error as error:
        raise RefusalError(DAMAGED) from error
    if size != member.file_size or checksum != member.CRC:
        raise RefusalError(DAMAGED)
    return size


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

    def look(self, piece: bytes) -> None:
        """Read on; raises RefusalError once the sheet is too large."""
        text = self._tail + piece
        self._tail = piece[-200:]
        self._rows = max(self._rows, *map(int, _ROW.findall(text)), 1)
        for letters in set(_WIDE_CELL.findall(text)):
            self._columns = max(self._columns, _column_number(letters))
        check_extent(self._rows, self._columns, self._limits)


def check_extent(rows: int, columns: int, limits: Limits) -> None:
    """Raise RefusalError for a sheet with too many columns or cells."""
    if columns > limits.columns:
        raise RefusalError(
            f"una tabella ha {columns} colonne, più di {limits.columns}: lasciare solo quelle che servono"
        )
    if rows * columns > limits.cells:
        raise RefusalError(
            f"un foglio va fino alla riga {rows} e alla colonna {columns}: cancellare le celle lontane"
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(limits: Limits) -> str:
    return (
        f"una volta decompresso il file supera {limits.unpacked_bytes // 1024**2} MB: dividerlo in più file"
    )
