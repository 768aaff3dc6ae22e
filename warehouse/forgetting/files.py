"""A person in the bytes of a delivered file, whatever its kind: texts, and what is zipped, to any depth."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from warehouse.forgetting.marks import ENCODINGS, Mark, without_gaps

_OLE = b"\xd0\xcf\x11\xe0"
_DEEPEST = 3


def replace_in_file(data: bytes, marks: Sequence[Mark], depth: int = 0) -> tuple[bytes, int]:
    """The file with the stand-ins in place of the marks, and how often they stood in it."""
    if data[:4] == b"PK\x03\x04" and depth < _DEEPEST:
        try:
            return _replace_in_zip(data, marks, depth)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
            pass  # no archive after all, or one that nobody reads: its bytes are looked through as they are
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
    return data, count


def _replace_in_zip(data: bytes, marks: Sequence[Mark], depth: int) -> tuple[bytes, int]:
    """Every member looked through; where one changes the archive is written anew, its members in order."""
    written, count = BytesIO(), 0
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            content, times = replace_in_file(source.read(member), marks, depth + 1)
            count += times
            target.writestr(member, content, compress_type=member.compress_type)
    return (written.getvalue() if count else data), count
