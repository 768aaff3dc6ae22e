"""Which encoding a text file is in, and the file in UTF-8."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.refusals import RefusalError

_CHUNK = 1 << 22
_HEAD = 1 << 12
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
UTF8 = "utf-8-sig"
_AS_LATIN = "pal-as-latin"
_NUL = "il file contiene byte nulli: non è un file di testo; esportarlo di nuovo come CSV o XLSX"


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_AS_LATIN, _as_latin)


def encoding_by_head(head: bytes) -> str | None:
    """The encoding that the first bytes settle: by a byte order mark, or UTF-16 by its pattern of zeros."""
    if head.startswith(codecs.BOM_UTF8):
        return UTF8
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = head[: len(head) // 2 * 2][:_HEAD]
    even, odd = pairs[0::2].count(0), pairs[1::2].count(0)
    if pairs and odd * 3 > len(pairs) and not even:
        return "utf-16-le"
    if pairs and even * 3 > len(pairs) and not odd:
        return "utf-16-be"
    return None


def detect_encoding(path: Path) -> str:
    """The encoding of the whole file: what its head settles, else UTF-8 if all of it is, else cp1252 (which
    is taken as latin-1 for the few bytes that have no meaning in cp1252)."""
    with path.open("rb") as source:
        settled = encoding_by_head(source.read(_HEAD))
        if settled is not None and settled != UTF8:
            return settled
        source.seek(0)
        decoder = codecs.getincrementaldecoder(UTF8)()
        try:
            while chunk := source.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return UTF8


def decoded_chunks(path: Path, encoding: str) -> Iterator[str]:
    """The file's text, piece by piece. Raises RefusalError where it cannot be decoded or holds a NUL."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path):
            if encoding != "cp1252":
                text = decoder.decode(chunk)
            elif _WINDOWS_ONLY.search(chunk):
                text = chunk.decode("cp1252", errors=_AS_LATIN)
            else:
                text = chunk.decode("latin-1")  # the same here, and several times faster
            if "\0" in text:
                raise RefusalError(_NUL)
            yield text
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise RefusalError(
            "il file è troncato o ha caratteri illeggibili: esportarlo di nuovo in UTF-8"
        ) from error


def write_utf8(path: Path, encoding: str, target: Path) -> None:
    """Write the file's text to a new file in UTF-8, without byte order mark."""
    with target.open("wb") as out:
        for text in decoded_chunks(path, encoding):
            out.write(text.encode("utf-8"))


def refuse_nul(path: Path) -> None:
    """Raise RefusalError for a file, in an encoding of single bytes, that holds a NUL."""
    if any(b"\0" in chunk for chunk in _chunks(path)):
        raise RefusalError(_NUL)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk
