"""Finding the header row of a table among titles, blank rows and notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.headings import heading_key

_SEARCHED_ROWS = 100
Row = Sequence[str | None]


@dataclass(frozen=True)
class Header:
    """The header: index (from 0) of its last line among the rows looked at, the heading of each column, and
    how many different known headings it has."""

    index: int
    headings: tuple[str, ...]
    known: int


def find_header(rows: Sequence[Row], is_known: Callable[[str], bool]) -> Header | None:
    """The row with the most known headings (two at least), alone or together with the one below it; else the
    first row that looks like one: text in most columns, with rows below it."""
    best: Header | None = None
    for index in range(min(len(rows), _SEARCHED_ROWS)):
        below = rows[index + 1] if index + 1 < len(rows) else ()
        for found in (_single(rows[index], index, is_known), _double(rows[index], below, index, is_known)):
            if found is not None and found.known >= 2 and (best is None or found.known > best.known):
                best = found
    return best or _plausible(rows)


def find_first_header(
    rows: Sequence[Row], is_known: Callable[[str], bool], carries: Callable[[Sequence[str]], bool]
) -> Header | None:
    """The header of the first table: a wider one may stand below a narrow one, which has rows of its own."""
    best = find_header(rows, is_known)
    for index in range(best.index - 1 if best is not None and best.known else 0):
        found = _single(rows[index], index, is_known)
        has_rows = any(_filled(row) > 1 for row in rows[index + 1 : best.index if best else 0])
        if found.known >= 2 and has_rows and carries(found.headings):
            return found
    return best


def _single(row: Row, index: int, is_known: Callable[[str], bool]) -> Header:
    headings = tuple(_one_line(cell) for cell in row)
    return Header(index, headings, _known_count(headings, is_known))


def _double(top: Row, bottom: Row, index: int, is_known: Callable[[str], bool]) -> Header | None:
    """A header of two lines: each filled cell below must hold no digit and most must be, alone or after the
    cell above, a known heading; so a row of data is never taken for the second line."""
    width = max(len(top), len(bottom))
    uppers = [_one_line(top[i]) if i < len(top) else "" for i in range(width)]
    lowers = [_one_line(bottom[i]) if i < len(bottom) else "" for i in range(width)]
    filled = [lower for lower in lowers if lower]
    if not filled or any(char.isdigit() for lower in filled for char in lower):
        return None
    headings = []
    recognised = 0
    for upper, lower in zip(uppers, lowers, strict=True):
        options = [text for text in (f"{upper} {lower}".strip(), lower, upper) if text and is_known(text)]
        headings.append(options[0] if options else f"{upper} {lower}".strip())
        recognised += bool(lower and options and options[0] != upper)
    if recognised * 3 < len(filled) * 2:
        return None
    return Header(index + 1, tuple(headings), _known_count(headings, is_known))


def _plausible(rows: Sequence[Row]) -> Header | None:
    searched = rows[:_SEARCHED_ROWS]
    widest = max((_filled(row) for row in searched), default=0)
    for index, row in enumerate(searched[:-1]):
        cells = [_one_line(cell) for cell in row if cell and cell.strip()]
        is_text = all(any(char.isalpha() for char in cell) and len(cell) <= 120 for cell in cells)
        if len(cells) >= 2 and len(cells) * 5 >= widest * 3 and is_text and len(set(cells)) == len(cells):
            return Header(index, tuple(_one_line(cell) for cell in row), 0)
    return None


def _filled(row: Row) -> int:
    return sum(bool(cell and cell.strip()) for cell in row)


def _known_count(headings: Sequence[str], is_known: Callable[[str], bool]) -> int:
    return len({heading_key(text) for text in headings if heading_key(text) and is_known(text)})


def _one_line(cell: str | None) -> str:
    return " ".join((cell or "").split())
