"""The text of a decisions file as spreadsheets save it: encoding, separator, line end, cells.

Excel saves CSV in UTF-8 with a byte order mark, in UTF-16, or in the code page of Western Windows, with a
comma, a semicolon or a tab; and people add a line with whatever is at hand, so lines may differ.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF8, _WINDOWS, _MARKED = (b"", "utf-8"), (b"", "cp1252"), (codecs.BOM_UTF8, "utf-8")
_SEPARATORS = (",", ";", "\t")
# Where a cell begins, or would for a spreadsheet that parts cells by another sign than the file does; quotes are taken
# off there.
_BEGINS = r"(?:^|(?<=[;,\t\r\n]))"
_FORMULA = re.compile(rf"{_BEGINS}(?=\"*'*[=+\-@])")
_GUARDED = re.compile(rf"{_BEGINS}'(?=\"*'*[=+\-@])")


class NotText(Exception):
    """Bytes that are no text; `line` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Text:
    """A file's text without byte order mark, and how it was written."""

    text: str
    mark: bytes
    encoding: str

    @property
    def line_end(self) -> str:
        """How its first line ends."""
        return "\r\n" if self.text.partition("\n")[0].endswith("\r") else "\n"


def decode(content: bytes) -> Text:
    """The text of a file: what its byte order mark says, else each line UTF-8, or cp1252 where it is not."""
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    try:
        if mark:
            return _without_nul(Text(content[len(mark) :].decode(_MARKS[mark]), mark, _MARKS[mark]))
        return _without_nul(Text(content.decode("utf-8"), *_UTF8))
    except UnicodeDecodeError as error:
        if mark:
            raise NotText(content[: error.start].count(b"\n") + 1) from None
    lines = [_decode_line(line, number) for number, line in enumerate(content.splitlines(keepends=True), 1)]
    return _without_nul(Text("".join(lines), *_WINDOWS))


def encode(text: str, before: Text) -> bytes:
    """The bytes of a text in the form that the file had; in UTF-8, marked as Excel reads it, where that form
    would not give the same text again."""
    for mark, encoding in ((before.mark, before.encoding), _MARKED):
        try:
            content = mark + text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if decode(content).text == text:
            return content
    raise NotText(1)


def find_separator(text: str, is_known: Callable[[str], bool]) -> str:
    """The separator under which the first line has the most known headings, else the most cells."""

    def fit(separator: str) -> tuple[int, int]:
        try:
            headings = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error:
            return 0, 0
        return sum(map(is_known, headings)), len(headings)

    return max(_SEPARATORS, key=fit)


def records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line on which it begins; raises NotText."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [_unguarded(cell.strip()) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            raise NotText(line) from None
        if any(cells):
            yield line, cells


def written(cells: Sequence[str], separator: str) -> str:
    """One record without its line end; what a spreadsheet would run as a formula gets an apostrophe."""
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator, lineterminator="\r\n").writerow(
        [_guarded(cell.strip()) for cell in cells]
    )
    return line.getvalue().removesuffix("\r\n")


def _decode_line(line: bytes, number: int) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText(number)


def _without_nul(text: Text) -> Text:
    if "\0" in text.text:
        raise NotText(text.text.partition("\0")[0].count("\n") + 1)
    return text


def _guarded(cell: str) -> str:
    return _FORMULA.sub("'", cell)


def _unguarded(cell: str) -> str:
    return _GUARDED.sub("", cell)
