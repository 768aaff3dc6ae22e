"""A person in the bytes of a delivered file, whatever its kind: texts, and what is zipped, to any depth."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from ingest.limits import DEFAULT_LIMITS
from warehouse.forgetting.marks import ENCODINGS, Mark, without_gaps

_OLE = b"\xd0\xcf\x11\xe0"
_DEEPEST = 3
_UNREAD = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What a member says that is damaged, packed in a way that nobody here unpacks, or behind a password."""


class Looked(NamedTuple):
    """A file with the stand-ins in place of the marks, how often they stood in it, and whether all of it was read.

    An archive of which a member was not read is left as it is: without that it would be another file, which may count.
    """

    data: bytes
    found: int
    is_whole: bool = True


def replace_in_file(data: bytes, marks: Sequence[Mark], depth: int = 0) -> Looked:
    """Look through a file."""
    if data[:4] != b"PK\x03\x04":
        return _replace_in_bytes(data, marks)
    if depth >= _DEEPEST:
        return _replace_in_bytes(data, marks)._replace(is_whole=False)
    return _replace_in_zip(data, marks, depth)


def _replace_in_bytes(data: bytes, marks: Sequence[Mark]) -> Looked:
    count, lowered = 0, data.lower()
    figures = without_gaps(lowered)
    for mark in marks:
        for encoding in ENCODINGS:
            if not mark.may_be_in(lowered, figures, encoding):
                continue
            found = mark.in_bytes(encoding, is_binary=data[:4] == _OLE)
            data, times = found.subn(
                lambda one, mark=mark, encoding=encoding: (  # type: ignore[misc]
                    mark.replace(one[0].decode(encoding)).encode(encoding)
                ),
                data,
            )
            count += times
    return Looked(data, count)


def _replace_in_zip(data: bytes, marks: Sequence[Mark], depth: int) -> Looked:
    """Every member looked through; where one changes the archive is written anew, its members in order."""
    written, count, is_whole = BytesIO(), 0, True
    try:
        with (
            zipfile.ZipFile(BytesIO(data)) as source,
            zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for member, content in _members(source):
                if content is None:
                    is_whole = False
                    continue
                looked = replace_in_file(content, marks, depth + 1)
                count, is_whole = count + looked.found, is_whole and looked.is_whole
                target.writestr(member, looked.data, compress_type=member.compress_type)
    except _UNREAD:  # no archive after all
        return _replace_in_bytes(data, marks)._replace(is_whole=False)
    return Looked(written.getvalue() if count and is_whole else data, count, is_whole)


def _members(source: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes | None]]:
    """Each member with what is in it, None where that cannot be read; all together unpack to no more than a delivered
    file may."""
    room = DEFAULT_LIMITS.unpacked_bytes
    for member in source.infolist():
        content = None
        if member.file_size <= room:
            room -= member.file_size
            try:
                with source.open(member) as stream:
                    content = stream.read(member.file_size)
            except _UNREAD:
                pass
        yield member, content
