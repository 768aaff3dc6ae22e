"""Telling rows of data from blank rows, totals and notes, by the whole row."""

import re
from collections.abc import Iterable, Sequence

from ingest.headings import heading_key

Row = Sequence[str | None]

_TOTAL_WORDS = r"(?:sub[\s-]?)?tot(?:ale|ali|\.)?"
_PURE_TOTAL = re.compile(
    rf"^{_TOTAL_WORDS}\s*(?:gen(?:erale|\.)?|complessiv[oi]|parziale|parziali|finale)?\s*[:.=]?$",
    re.IGNORECASE,
)
_TOTAL = re.compile(rf"^{_TOTAL_WORDS}(?![a-zà-ù])", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"\b(?:s\.?\s?r\.?\s?l|s\.?\s?p\.?\s?a|s\.?\s?n\.?\s?c|s\.?\s?a\.?\s?s|s\.?\s?s|scarl|coop\w*|societa\w*|società)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"^[\s€$%+\-–—.,'\d()]*(?:eur|euro|h|ore)?[\s€%.]*$", re.IGNORECASE)
_COUNT = re.compile(r"^\s*\d[\d.,' ]*\s+[^\W\d]+$")
_IDENTIFIER = re.compile(r"^\s*\d{11}\s*$")
_NOTE = re.compile(
    r"^\s*(?:\(?\*+\)?|n\.?\s?b\.?\s*[:.]|not[ae]\b|fonte\b|fonti\b|legenda\b|avvertenz[ae]\b|elaborazione\b"
    r"|ultimo aggiornamento\b|aggiornat[oa]\b|aggiornamento\b|dati aggiornati\b)",
    re.IGNORECASE,
)
_NOTE_WORDS = 4


def row_kind(cells: Row, headings: Sequence[str] = ()) -> str:
    """`data`, `blank`, `total` or `note`; a repeated header counts as a note.

    A total begins with a word for it and has only amounts beside it: the firm "Totale Servizi Srl" is data.
    """
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    if not filled:
        return "blank"
    if headings and _is_header_again(cells, headings):
        return "note"
    if _is_total(filled):
        return "total"
    is_labelled_note = len(filled) == 2 and filled[0].endswith(":")
    is_note = _NOTE.match(filled[0]) and not _LEGAL_FORM.search(filled[0])
    return "note" if (len(filled) == 1 or is_labelled_note) and is_note else "data"


def is_trailing_note(cells: Row) -> bool:
    """Below the last row of data, a single cell of several words that is no firm's name is a note too."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    return len(filled) == 1 and len(filled[0].split()) >= _NOTE_WORDS and not _LEGAL_FORM.search(filled[0])


def mark_rows(
    candidates: Iterable[tuple[int, Row]], count: int, headings: Sequence[str]
) -> tuple[dict[int, str], int]:
    """The kind of every row that is no data, by position, and how many rows stay without blank tail.

    `candidates` are (position from 0, cells), in order, of all rows among `count` that could be no data.
    """
    kinds: dict[int, str] = {}
    rows = list(candidates)
    for position, cells in rows:
        kind = row_kind(cells, headings)
        if kind != "data":
            kinds[position] = kind
    expected = count - 1
    for position, cells in reversed(rows):
        if position != expected:
            break
        if position not in kinds:
            if not is_trailing_note(cells):
                break
            kinds[position] = "note"
        expected -= 1
    kept = count
    while kept > 0 and kinds.get(kept - 1) == "blank":
        kept -= 1
        del kinds[kept]
    return kinds, kept


def _is_total(filled: Sequence[str]) -> bool:
    label, others = filled[0], filled[1:]
    if _PURE_TOTAL.match(label):
        return all(_AMOUNT.match(cell) or _COUNT.match(cell) or _PURE_TOTAL.match(cell) for cell in others)
    if not _TOTAL.match(label) or _LEGAL_FORM.search(label):
        return False
    return all(_AMOUNT.match(cell) and not _IDENTIFIER.match(cell) for cell in others)


def _is_header_again(cells: Row, headings: Sequence[str]) -> bool:
    keys = [heading_key(heading) for heading in headings]
    texts = [heading_key(cell or "") for cell in cells[: len(keys)]]
    return sum(bool(key) for key in keys) >= 2 and texts == keys[: len(texts)] and any(texts)
