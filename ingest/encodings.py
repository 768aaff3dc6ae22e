"""Which encoding a text file is in, and the file in UTF-8.

A file that is not wholly UTF-8 may be in one of the single-byte encodings that Italian offices still write, or
UTF-8 with a line of another program's; and UTF-8 may have been read as cp1252 and written once more. Each is
told by what it gives: letters that Italian has.
"""

import codecs
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.refusals import RefusalError

_CHUNK = 1 << 22
_HEAD = 1 << 12
_JUDGED = 1 << 20
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_CHARACTER = re.compile(r"[^\x00-\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]+")
_SIGNS_OF_TWICE = (b"\xc3\x82", b"\xc3\x83", b"\xc3\xa2\xe2")
_ENTITY = re.compile(
    r"&(?:[A-Za-z]{1,2}(?:grave|acute|circ|uml|cedil|tilde|ring|slash)|szlig|amp|quot|apos|nbsp|[lr][sd]quo|[lr]aquo|euro"
    r"|deg|[nm]dash|hellip|ord[mf]|#\d{2,5}|#[xX][0-9A-Fa-f]{2,5});"
)
_ENTITY_BYTES = re.compile(_ENTITY.pattern.encode("ascii"))
_LONGEST_ENTITY = 12
UTF8 = "utf-8-sig"
TWICE = "utf-8-twice"
MIXED = "utf-8-mixed"
ENTITIES = "utf-8-entities"
NAMES = {
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
    TWICE: "UTF-8 codificato due volte",
    MIXED: "UTF-8 con righe di un’altra codifica",
    ENTITIES: "testo di una pagina web (&egrave; per è)",
}
_WANTED = "àèéìòùÀÈÉÌÒÙ"
_LIKELY = "’‘“”«»€°ªº–—…êçñüöäâôîûëïáíóúßÇÜÖÄ´§£·•®©™½¼¾²³±×\u00a0"
_AS_LATIN, _AS_WINDOWS = "pal-as-latin", "pal-as-windows"
_NUL = "il file contiene byte nulli: non è un file di testo; esportarlo di nuovo come CSV o XLSX"


def _by(encoding: str) -> Callable[[UnicodeError], tuple[str, int]]:
    """What stands for bytes that cannot be decoded: the same bytes in another encoding."""

    def answer(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        piece = error.object[error.start : error.end]
        return piece.decode(encoding, errors=_AS_LATIN if encoding != "latin-1" else "strict"), error.end

    return answer


codecs.register_error(_AS_LATIN, _by("latin-1"))
codecs.register_error(_AS_WINDOWS, _by("cp1252"))


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


def is_text(head: bytes) -> bool:
    """Whether the first bytes may be a text's: nothing but printed characters, breaks and tabs."""
    if encoding_by_head(head) is not None:
        return True
    return not any(byte < 32 and byte not in (9, 10, 13, 26) for byte in head)


def detect_encoding(path: Path) -> str:
    """The encoding of the whole file: what its head settles, else UTF-8 if all of it is, else the one whose
    letters are Italian."""
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
            return _best(path)
    return UTF8


def as_text(data: bytes) -> str:
    """A short text in whatever encoding it is."""
    try:
        return data.decode(UTF8)
    except UnicodeDecodeError:
        return decoded(data, _best_of(b"".join(_lines_with_high(data))))


def _best(path: Path) -> str:
    """Judged by lines that hold other than ASCII, from all over the file."""
    lines, size = [], 0
    for chunk in _chunks(path):
        for line in _lines_with_high(chunk):
            lines.append(line)
            size += len(line)
            if size > _JUDGED:
                break
    return _best_of(b"".join(lines))


def _lines_with_high(data: bytes) -> Iterator[bytes]:
    return (line for line in data.splitlines(keepends=True) if _HIGH.search(line))


def _best_of(data: bytes) -> str:
    sequences = _SEQUENCE.findall(data)
    stray = len(_HIGH.findall(data)) - sum(map(len, sequences))
    if len(sequences) > stray or (sequences and len(sequences) == stray):
        return MIXED
    return max(("cp1252", "mac_roman", "cp850"), key=lambda name: _score(decoded(data, name)))


def _score(text: str) -> int:
    """Letters of Italian, less what no Italian office writes."""
    score = 0
    for found in _HIGH_CHARACTER.finditer(text):
        char, before = found[0], text[found.start() - 1 : found.start()]
        if char in _WANTED:
            score += 3 if before.isalpha() or char in "èÈ" else 1
        else:
            score += 0 if char in _LIKELY else -3
    return score


def decoded(data: bytes, encoding: str) -> str:
    """Bytes in one of the single-byte encodings, or in UTF-8 with others between."""
    if encoding == MIXED:
        return data.decode("utf-8", errors=_AS_WINDOWS)
    if encoding == "cp1252":
        return data.decode("cp1252", errors=_AS_LATIN)
    return data.decode(encoding, errors="replace")


def decoded_chunks(path: Path, encoding: str) -> Iterator[str]:
    """The file's text, piece by piece. Raises RefusalError where it cannot be decoded or holds a NUL."""
    decode = _decoder(encoding)
    try:
        for chunk in _chunks(path):
            text = decode(chunk, False)
            if "\0" in text:
                raise RefusalError(_NUL)
            yield text
        yield decode(b"", True)
    except UnicodeError as error:
        raise RefusalError(
            "il file è troncato o ha caratteri illeggibili: esportarlo di nuovo in UTF-8"
        ) from error


def _decoder(encoding: str) -> Callable[[bytes, bool], str]:
    if encoding == "cp1252":
        return _windows
    if encoding == TWICE:
        once = codecs.getincrementaldecoder(UTF8)()
        return lambda chunk, final: once_only(once.decode(chunk, final))
    if encoding == MIXED:
        return codecs.getincrementaldecoder("utf-8")(errors=_AS_WINDOWS).decode
    if encoding == ENTITIES:
        return _Unescaping().decode
    return codecs.getincrementaldecoder(encoding)().decode


class _Unescaping:
    """UTF-8 piece by piece, its entities as letters; the beginning of one at a piece's end waits for the next."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder(UTF8)()
        self._rest = ""

    def decode(self, chunk: bytes, final: bool) -> str:
        """The text of a piece."""
        text = self._rest + self._decoder.decode(chunk, final)
        cut = len(text) if final else text.rfind("&", max(0, len(text) - _LONGEST_ENTITY))
        text, self._rest = (text, "") if cut < 0 else (text[:cut], text[cut:])
        return without_entities(text)


def without_entities(text: str) -> str:
    """The text with letters and signs for the entities of a web page; one that would part cells stays."""
    return _ENTITY.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    char = html.unescape(found[0])
    return "”" if char == '"' else found[0] if char in ";,\t|\r\n\0" else char


def _windows(chunk: bytes, final: bool) -> str:
    if _WINDOWS_ONLY.search(chunk):
        return chunk.decode("cp1252", errors=_AS_LATIN)
    return chunk.decode("latin-1")  # the same here, and several times faster


def is_twice(chunk: bytes) -> bool:
    """Whether UTF-8 holds what comes of reading UTF-8 as cp1252 and writing it as UTF-8 again."""
    if not any(sign in chunk for sign in _SIGNS_OF_TWICE):
        return False
    text = chunk.decode("utf-8", errors="replace")
    return once_only(text) != text


def once_only(text: str) -> str:
    """The text with every doubly encoded run decoded."""
    return _TWICE.sub(lambda found: _once(found[0]), text)


def _once(text: str) -> str:
    try:
        data = b"".join(_byte(char) for char in text)
        return data.decode("utf-8")
    except UnicodeError:
        return text


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def write_utf8(path: Path, encoding: str, target: Path) -> None:
    """Write the file's text to a new file in UTF-8, without byte order mark."""
    with target.open("wb") as out:
        for text in decoded_chunks(path, encoding):
            out.write(text.encode("utf-8"))


def look_at_bytes(path: Path) -> str | None:
    """How the letters of a file in single bytes or UTF-8 are written, if not plainly: doubly encoded, or as entities of
    a web page. Raises RefusalError where it holds a NUL."""
    found = None
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise RefusalError(_NUL)
        if found is None and is_twice(chunk):
            found = TWICE
        if found is None and b"&" in chunk and _ENTITY_BYTES.search(chunk):
            found = ENTITIES
    return found


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk
