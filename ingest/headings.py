"""The heading tables: which spelling of a column heading means which canonical field.

A table has the columns `heading, field, record_type, partner, rank, note`. An empty record type or partner
means all. An empty field means "known, and deliberately not used". Among the headings of a sheet a field
takes the one of lowest rank; from rank 30 a heading is too vague to refer to a firm or network by itself.
"""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from decisions.files import FILES
from decisions.reading import BadDecision, Row, place, read_sheet
from ingest.record_types import RECORD_TYPES

SHIPPED_HEADINGS = Path(__file__).parents[1] / "data" / "reference" / "headings.csv"
VAGUE_RANK = 30
LOCAL_RANK = 0


_LONGEST = 500
"""Characters of a heading: the patterns below would go through a cell of blanks once for each of them."""


def heading_key(text: str) -> str:
    """The heading without case, accents, punctuation and blanks: what two headings are compared by. Of a cell that is
    none, its beginning."""
    return _key(text[:_LONGEST])


@lru_cache(maxsize=10_000)
def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("º", "").replace("ª", "")).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", plain)))


_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}\s*[.)\]°º:-]+|[A-Za-z]\))\s*")
_NUMBER_OF = re.compile(r"^\s*(?:n\.?\s?ro|nr|num|n)\b\.?\s+", re.IGNORECASE)
_HINT = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]\s*")
_NEEDED = re.compile(r"\s*(?:\*+|\bobbligatori[oa]\b|\bfacoltativ[oa]\b)\s*", re.IGNORECASE)
_SECOND_NAME = re.compile(r"\s*(?:[/|]|\s-\s|\bo\b|\boppure\b)\s*")


def plainer_headings(text: str) -> Iterator[str]:
    """What a heading says, the less of it left out the earlier: `1) Data contatto* (gg/mm/aaaa)` is `Data
    contatto`, `N.ro P.IVA/VAT` is `P.IVA`."""
    plain = _NUMBERING.sub("", _NEEDED.sub(" ", text))
    without_hint = _HINT.sub(" ", plain).split(":")[0]
    for option in (plain, without_hint):
        yield option
        yield _NUMBER_OF.sub("", option)
    names = _SECOND_NAME.split(without_hint)
    for name in names if len(names) > 1 else ():
        yield name
        yield _NUMBER_OF.sub("", name)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _is_cut_short(words: Sequence[str], heading: str) -> bool:
    """Whether every word begins a word of the heading, in order."""
    known = iter(_words(heading))
    return all(any(one.startswith(word) for one in known) for word in words)


@dataclass(frozen=True)
class HeadingRow:
    """One row of a heading table."""

    key: str
    heading: str
    field: str
    record_type: str
    partner: str
    rank: int


@dataclass(frozen=True)
class HeadingTable:
    """All heading rows in force, shipped and local."""

    rows: tuple[HeadingRow, ...]

    @cached_property
    def _by_key(self) -> dict[str, list[HeadingRow]]:
        found: dict[str, list[HeadingRow]] = {}
        for row in self.rows:
            found.setdefault(row.key, []).append(row)
        return found

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any row changes."""
        return hashlib.sha256(repr(sorted(map(repr, self.rows))).encode()).hexdigest()

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {}

    def key(self, text: str) -> str:
        """What a delivered heading is compared by: its own key, or that of what it says without its numbering,
        hints in brackets and second names, where only that is known."""
        found = self._keys.get(text)
        if found is None:
            own = heading_key(text)
            is_plain = own in self._by_key or len(text) > _LONGEST
            options = () if is_plain else map(heading_key, plainer_headings(text))
            found = next((key for key in options if key in self._by_key), own)
            self._keys[text] = found
        return found

    def knows(self, text: str) -> bool:
        """Whether any row has this heading, used or not."""
        return self.key(text) in self._by_key

    @cached_property
    def texts(self) -> frozenset[str]:
        """The headings of all rows, in lower case."""
        return frozenset(row.heading.lower() for row in self.rows)

    def fields(self, text: str) -> set[str]:
        """All fields that this heading may be."""
        return {row.field for row in self._by_key.get(self.key(text), ()) if row.field}

    def options(self, key: str, record_type: str, partner: str | None) -> list[tuple[int, str]]:
        """The (rank, field) pairs of a heading for one record type and partner."""
        fields = RECORD_TYPES[record_type].columns
        return [
            (row.rank, row.field)
            for row in self._by_key.get(key, ())
            if row.field in fields and row.record_type in ("", record_type) and row.partner in ("", partner)
        ]

    def nearest(self, heading: str) -> list[str]:
        """Up to two known headings that look like this unknown one: by their letters, or by words that are
        cut short."""
        keys = difflib.get_close_matches(heading_key(heading), self._by_key, n=2, cutoff=0.72)
        if not keys:
            words = [word for word in _words(heading) if len(word) >= 3]
            starts = [row for row in self.rows if words and row.field and _is_cut_short(words, row.heading)]
            keys = [row.key for row in sorted(starts, key=lambda row: (row.rank, len(row.heading)))[:1]]
        return [self._by_key[key][0].heading for key in keys]


def load_headings(extra: Path | None = None, until: date | None = None) -> HeadingTable:
    """Read the shipped table and the local one (`decisions/headings.csv`), if it is there.

    Local rows replace the shipped ones of the same heading, record type and partner; those dated after
    `until` are left out. Raises BadDecision.
    """
    shipped = list(_read_table(SHIPPED_HEADINGS, 10, None))
    local = list(_read_table(extra, LOCAL_RANK, until)) if extra is not None and extra.exists() else []
    replaced = {(row.key, row.record_type, row.partner) for row in local}
    kept = [row for row in shipped if (row.key, row.record_type, row.partner) not in replaced]
    return HeadingTable(tuple(dict.fromkeys(local + kept)))


def _read_table(path: Path, default_rank: int, until: date | None) -> Iterable[HeadingRow]:
    for line, row in read_sheet(path, FILES["headings"]).rows:
        if until is None or row["date"] <= until.isoformat():
            yield _checked_row(row, default_rank, place(path, line))


def _checked_row(row: Row, default_rank: int, where: str) -> HeadingRow:
    key, field, record_type = heading_key(row["heading"]), row["field"], row["record_type"]
    if not key:
        raise BadDecision(f"{where}: manca l’intestazione (colonna heading).")
    if record_type and record_type not in RECORD_TYPES:
        raise BadDecision(f"{where}: tipo di record sconosciuto «{record_type}»; usare uno di {_listed()}.")
    types = [RECORD_TYPES[record_type]] if record_type else list(RECORD_TYPES.values())
    if field and not any(field in one.columns for one in types):
        raise BadDecision(
            f"{where}: il campo «{field}» non esiste per {record_type or 'nessun tipo di record'}."
        )
    rank = row["rank"]
    if rank and not (rank.isascii() and rank.isdecimal()):
        raise BadDecision(f"{where}: rank deve essere un numero intero, non «{rank}».")
    return HeadingRow(
        key, row["heading"], field, record_type, row["partner"], int(rank) if rank else default_rank
    )


def _listed() -> str:
    return ", ".join(RECORD_TYPES)
