"""What a column of firms' names tells: letters that were lost, and two firms in one cell."""

import re
from itertools import permutations

from ingest.notes import counted
from ingest.row_kinds import LEGAL_FORM
from ingest.staged_columns import StagedColumn, row_list

BETWEEN_FIRMS = (";", "\n", "\r", "/", "|", "+", " & ", " e ", " - ", " – ", ",", "2)", "?")
"""Without one of these marks a name needs no look."""
_LOST = re.compile(r"[^\W\d_]\?(?!\s*$)|[^\W\d_]{3}\?")
_LISTED = re.compile(
    r"(?!(?:in breve|in sigla|in forma abbreviata|o più brevemente|già|ora|ex|denominata|detta)\b)"
    rf"(?=.*[^\W\d_]{{3}}).+\s(?:{LEGAL_FORM.pattern})\.?",
    re.IGNORECASE,
)
_DASHED = re.compile(
    rf"(?={_LISTED.pattern}$).+\s(?:s\.?\s?r\.?\s?l|s\.?\s?p\.?\s?a|s\.?\s?n\.?\s?c|s\.?\s?a\.?\s?s|scarl)\.?",
    re.IGNORECASE,
)
"""Behind a dash, unlike a comma, may stand what kind of company it is: Crescere insieme - Società cooperativa."""
_PARTED = re.compile(r"[^\W\d_]{3}\s*[;|]\s*[^\W\d_]{3}|[^\W\d_]{3}\s+[/+]\s+[^\W\d_]{3}")
"""Rossi Meccanica / Bianchi: no name of the public registers has such a mark between words."""
_AND_OTHERS = re.compile(
    r"(?:\+|\bed?\b)\s*(?:n\.?\s*)?(?:altr[eio]\s+(?:\d+|(?:impres|aziend|ditt)[ae])|\d+\s+(?:altr[eio]|imprese|aziende|ditte)\b)"
    r"|\+\s*altr[eio]\b",
    re.IGNORECASE,
)
"""Rossi Srl + altre 3, Rossi Srl e altre imprese."""


def look_at_firms(column: StagedColumn) -> None:
    """Two firms in one cell are no firm."""
    rows = column.rows(rf"regexp_matches({column.name}, '[;\n\r/|+,?]| [e&–-] |2\)')", 100_000)
    lost = [(row, text) for row, text in rows if _LOST.search(text)]
    if lost:
        column.judged.tell_of_rows(
            "letters_lost",
            f"{counted(len(lost), 'nome', 'nomi')} con «?» al posto di una lettera («{lost[0][1].strip()}», "
            f"{row_list(lost)}): salvare di nuovo il file come XLSX o CSV UTF-8",
            lost,
        )
    several = [(row, text) for row, text in rows if _is_several(text)]
    several_rows = {row for row, _ in several}
    column.reject(several_rows, "several")
    if several:
        column.judged.tell_of_rows(
            "several_firms",
            f"più imprese in una cella ({row_list(several)}): una riga per impresa",
            several,
        )
    doubted = [(row, text) for row, text in rows if row not in several_rows and _PARTED.search(text)]
    if doubted:
        column.judged.tell_of_rows(
            "firms_doubted",
            f"forse più imprese in una cella, contate come una («{doubted[0][1].strip()}», {row_list(doubted)}): "
            "una riga per impresa",
            doubted,
        )


def _is_several(text: str) -> bool:
    """Whether two parts of a name have a legal form and a name of their own; what stands in brackets (formerly,
    in short) is no firm beside it."""
    if _AND_OTHERS.search(text):
        return True
    alone = re.sub(r"\([^)]*\)", " ", text)
    parts = re.split(r"[;\n\r/|+]| e |(?<!\d)\d\)", alone)
    for separator in (",", r"\s[-–]\s", r"\s&\s(?!(?i:c|co|figli|soci|associati)\b)"):
        listed = [part.strip() for part in re.split(separator, alone)]
        fits = _DASHED.fullmatch if separator == r"\s[-–]\s" else _LISTED.fullmatch
        if len(listed) > 1 and all(map(fits, listed)) and not _is_short_for(listed):
            return True
    named = [
        part
        for part in parts
        if LEGAL_FORM.search(part) and re.search(r"[^\W\d_]{3,}", LEGAL_FORM.sub(" ", part))
    ]
    return len(named) > 1


def _is_short_for(names: list[str]) -> bool:
    """Whether one of the names has all words of another: Rossi Meccanica Srl - Rossi Srl."""
    words = [set(LEGAL_FORM.sub(" ", name).lower().split()) for name in names]
    return any(one <= other for one, other in permutations(words, 2))
