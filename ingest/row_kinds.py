"""Telling rows of data from blank rows, totals and notes, by the whole row."""

import re
from collections.abc import Collection, Iterable, Sequence

from ingest.file_names import MONTH_NAMES
from ingest.headings import heading_key

Row = Sequence[str | None]

_TOTAL_WORDS = r"(?:gran\s+|in\s+)?(?:sub[\s-]?)?(?:tot(?:ale|ali|al|\.)?|complessiv[oi])"
_PURE_TOTAL = re.compile(
    rf"^{_TOTAL_WORDS}\s*(?:gen(?:erale|\.)?|complessiv[oi]|parziale|parziali|finale)?\s*[:.=]?$",
    re.IGNORECASE,
)
_TOTAL = re.compile(rf"^{_TOTAL_WORDS}(?![a-zà-ù])", re.IGNORECASE)
_MONTHS = "|".join(MONTH_NAMES)
_CLEAR_TOTAL = re.compile(
    rf"^{_TOTAL_WORDS}\s+(?:(?:del|della|dell'|di|per|delle|dei)\s*)?"
    r"(?:fornitor[ei]|mes[ei]|mensil[ei]|ann[oi]|annual[ei]|trimestr[ei]|semestr[ei]|categori[ae]|voc[ei]|period[oi]"
    r"|partner|progetto|attivit[aà]|general[ei]|complessiv[oi]|spes[ae]|fattur[ae]|document[oi]|parzial[ei]|imprese"
    rf"|ditt[ae]|aziend[ae]|contatti|visite|ore|servizi|eventi|reti|aderenti|{_MONTHS}|(?:19|20)\d\d)"
    rf"(?:\s+(?:di\s+)?(?:{_MONTHS}|[\d/.-]+|general[ei]|complessiv[oi]))*\s*[:.=]?$",
    re.IGNORECASE,
)
"""What no firm is called, whatever stands beside it."""
LEGAL_FORM = re.compile(
    r"\b(?:s\.?\s?r\.?\s?l|s\.?\s?p\.?\s?a|s\.?\s?n\.?\s?c|s\.?\s?a\.?\s?s|s\.?\s?s|scarl|coop\w*|societa\w*|società)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"^[\s€$%+\-–—.,'\d()]*(?:eur|euro|h|ore)?[\s€%.]*$", re.IGNORECASE)
_DAY = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?: 00:00:00)?$")
_COUNT = re.compile(r"^\s*\d[\d.,' ]*\s+[^\W\d]+$")
_IDENTIFIER = re.compile(r"^\s*\d{11}\s*$")
_NOTE = re.compile(
    r"^\s*(?:\(?\*+\)?|n\.?\s?b\.?\s*[:.]|not[ae]\b|fonte\b|fonti\b|legenda\b|avvertenz[ae]\b|elaborazione\b"
    r"|ultimo aggiornamento\b|aggiornat[oa]\b|aggiornamento\b|dati aggiornati\b|\(?segue\b"
    r"|fine(?:\s+(?:elenco|lista|file))?\s*$)",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"^(?:a riportare|da riportare|riport[oi]|media|medie|saldo|iva|imponibile|somma|sommano|importo totale"
    r"|netto|arrotondamento|parziale|residuo|di cui)(?![a-zà-ù])",
    re.IGNORECASE,
)
_SUM_ROUND = re.compile(r"^[-+]?\s*€?\s*(?:\d{1,3}(?:[.' ]\d{3})+|\d{1,7})\s*€?$")
_SUM = re.compile(r"^[-+]?\s*€?\s*\d[\d.' ]*,\d{2}\s*€?$|^[-+]?\d+\.\d{1,2}$")
_SIGNED = re.compile(
    rf"^\s*(?:[a-zà-ù' ]+,\s*(?:l[iì]'?\s*)?\d{{1,2}}\s*(?:[/.-]\s*\d{{1,2}}|(?:{_MONTHS}))|pag(?:ina|\.)?\s*\d"
    r"|\(?\s*(?:firma|timbro|f\.to)\b|_{4,}|(?:il|la|l')\s*(?:direttore|direttrice|presidente|responsabile"
    r"|legale rappresentante|segretari[oa]|amministrat|coordinat|referente|dirigente)|in fede\b)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^\s*\(?\s*(?:es\s*[.:]|esempio\s*[:)]|esempio\s*$|ad\s+es)|\(\s*esempio\s*\)", re.IGNORECASE
)
_HINT = re.compile(
    r"^\s*\(?\s*(?:obbligatori[oa]|facoltativ[oa]|opzionale|intern[oa]|sigla|testo|numero|numerico|data|importo"
    r"|[gd]{1,2}[/.-][m]{1,2}[/.-][ay]{2,4}|hh:mm|n\.?|nr\.?|(?:k|migliaia(?:\s+di)?|mln|milioni(?:\s+di)?)?\s*(?:€|euro)|h|ore|min\.?|minuti|gg\.?|giorni|s[iì]\s*/\s*no|max\.?\s*\d+.*"
    r"|\d+\s*(?:cifre|caratteri|lettere|car\.)|(?:campo|dato|codice|valore)\s+\w+|(?:scegliere|selezionare|inserire|indicare|compilare)\b.*"
    r"|formato\b.*|vedi\b.*|\*+|come da\b.*|per esteso|in (?:ore|minuti|euro|cifre|lettere)\b.*"
    r"|(?:scelta )?(?:da )?(?:(?:un )?elenco|lista|men[uù])(?: a tendina)?"
    r"|(?:data|codice|numero|nome|ora)\s+(?:(?:di|del|della|dello)\b|dell['’]).*"
    r"|(?:(?:var)?char2?|string|text|date|datetime|int|integer|number|decimal|numeric|boolean)(?:\s*\([\d, ]+\))?"
    r")\s*\)?\s*$",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|^[\s€\d.,'-]*\d[\s€\d.,'-]*$|^[\w./-]*\d{3}[\w./-]*$")
"""A day, a figure or a code, which no hint is."""
HEAD_ROWS = 5
"""Only so near to the headings a row can be an example or a hint."""
_NOTE_WORDS = 4


def row_kind(cells: Row, headings: Sequence[str] = (), named: Collection[int] = ()) -> str:
    """`data`, `blank`, `total` or `note`; a repeated header counts as a note. `named`: the columns of names, where a
    total of something ("Totale fornitore") is one whatever else stands in the row.

    A total begins with a word for it and has only amounts beside it: the firm "Totale Servizi Srl" is data.
    """
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    if not filled:
        return "blank"
    if headings and _is_header_again(cells, headings):
        return "note"
    names = [cell.strip() for place in named if place < len(cells) and (cell := cells[place])]
    if (
        _is_total(filled, names)
        or _is_carried(filled)
        or (len(filled) == 1 and _is_sum_alone(cells, filled[0]))
    ):
        return "total"
    if len(filled) <= 2 and _SIGNED.match(filled[0]) and not LEGAL_FORM.search(filled[0]):
        return "note"
    is_labelled_note = len(filled) == 2 and filled[0].endswith(":")
    is_note = _NOTE.match(filled[0]) and not LEGAL_FORM.search(filled[0])
    return "note" if (len(filled) == 1 or is_labelled_note) and is_note else "data"


def is_trailing_note(cells: Row) -> bool:
    """Below the last row of data, a single cell of several words that is no firm's name is a note too."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    return len(filled) == 1 and len(filled[0].split()) >= _NOTE_WORDS and not LEGAL_FORM.search(filled[0])


def is_example(cells: Row) -> bool:
    """Below the headings, a row that shows how to fill the sheet in: an example or hints, no data."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    if any(_EXAMPLE.search(cell) for cell in filled):
        return True
    if _is_numbered(filled):
        return True
    return is_hints(cells)


def is_hints(cells: Row) -> bool:
    """Whether the cells are hints, such as a column's unit: most of them, and none a value."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    hints = sum(_HINT.match(cell) is not None for cell in filled)
    return (
        hints >= 2
        and hints * 2 > len(filled)
        and not any(_VALUE.search(cell) or LEGAL_FORM.search(cell) for cell in filled)
    )


def _is_numbered(filled: Sequence[str]) -> bool:
    """Whether the cells are the columns' own numbers or letters: 1, 2, 3 or (A), (B), (C)."""
    marks = [cell.strip("()[]. ").upper() for cell in filled]
    numbers = [str(number + 1) for number in range(len(marks))]
    letters = [chr(ord("A") + number) for number in range(min(len(marks), 26))]
    return len(marks) > 2 and marks in (numbers, letters)


def mark_rows(
    candidates: Iterable[tuple[int, Row]], count: int, headings: Sequence[str], named: Collection[int] = ()
) -> tuple[dict[int, str], int]:
    """The kind of every row that is no data, by position, and how many rows stay without blank tail.

    `candidates` are (position from 0, cells), in order, of all rows among `count` that could be no data.
    """
    kinds: dict[int, str] = {}
    rows = list(candidates)
    for position, cells in rows:
        kind = row_kind(cells, headings, named)
        if kind == "data" and position < HEAD_ROWS and is_example(cells):
            kind = "note"
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


def _is_total(filled: Sequence[str], names: Sequence[str]) -> bool:
    if any(map(_CLEAR_TOTAL.match, (filled[0], *names))):
        return True
    if any(_PURE_TOTAL.match(name) and "totale" in name.lower() for name in names) and any(
        map(_SUM.match, filled)
    ):
        return True
    # The day of the total may stand anywhere, the word alone too.
    cells = [cell for cell in filled if not _DAY.match(cell)] or list(filled)
    label = next(filter(_PURE_TOTAL.match, cells), cells[0])
    others = [cell for cell in cells if cell is not label]
    if _PURE_TOTAL.match(label):
        return all(_AMOUNT.match(cell) or _COUNT.match(cell) or _PURE_TOTAL.match(cell) for cell in others)
    if not _TOTAL.match(label) or LEGAL_FORM.search(label):
        return False
    return all(_AMOUNT.match(cell) and not _IDENTIFIER.match(cell) for cell in others)


def _is_carried(filled: Sequence[str]) -> bool:
    """A sum carried over the page, a mean, a balance: a word for it and amounts, or a sum alone."""
    label, others = filled[0], filled[1:]
    if not others:
        return _SUM.match(label) is not None
    is_label = _CARRIED.match(label) is not None and not LEGAL_FORM.search(label)
    return is_label and all(_AMOUNT.match(cell) and not _IDENTIFIER.match(cell) for cell in others)


def _is_sum_alone(cells: Row, text: str) -> bool:
    """Whether all that stands in a row is a number, and not at its beginning, where rows are numbered."""
    return not (cells[0] or "").strip() and _SUM_ROUND.match(text) is not None


def _is_header_again(cells: Row, headings: Sequence[str]) -> bool:
    keys = [heading_key(heading) for heading in headings]
    texts = [heading_key(cell or "") for cell in cells[: len(keys)]]
    return sum(bool(key) for key in keys) >= 2 and texts == keys[: len(texts)] and any(texts)
