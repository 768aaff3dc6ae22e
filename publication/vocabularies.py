"""Italian words of codes, in one table: dbt_project/seeds/codes.csv, which is published as `dim_codes`.

A vocabulary is named as the column that its codes stand in. Words are the program's, as all its sentences are: an
edition sealed earlier is read in today's.
"""

import csv
from dataclasses import dataclass
from functools import cache

from storage.home import DBT_PROJECT

SEED = DBT_PROJECT / "seeds" / "codes.csv"


@dataclass(frozen=True)
class Term:
    """What a code is called: a word in small letters where it stands in a sentence, its plural, a whole sentence
    about it; the last two only where they are used."""

    word: str
    plural: str
    sentence: str

    def of(self, count: float) -> str:
        """The word as it stands after a number."""
        return self.word if count == 1 else self.plural


@cache
def vocabularies() -> dict[str, dict[str, Term]]:
    """Every vocabulary: code -> term, in its order."""
    found: dict[str, dict[str, Term]] = {}
    with SEED.open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: int(row["sort_order"])):
            term = Term(row["word_it"], row["plural_it"], row["sentence_it"])
            found.setdefault(row["vocabulary"], {})[row["code"]] = term
    return found


def terms_of(vocabulary: str) -> dict[str, Term]:
    """Code -> term, in the vocabulary's order."""
    return vocabularies()[vocabulary]


def words_of(vocabulary: str) -> dict[str, str]:
    """Code -> word as it stands in a sentence, in the vocabulary's order."""
    return {code: term.word for code, term in terms_of(vocabulary).items()}


def titles_of(vocabulary: str, plural: bool = False) -> dict[str, str]:
    """Code -> word as it stands alone, in a heading or a cell: with a capital."""
    return {
        code: capital(term.plural if plural else term.word) for code, term in terms_of(vocabulary).items()
    }


def capital(word: str) -> str:
    """`rete-contratto` -> `Rete-contratto`; the rest stays as it is, `ATI/ATS` too."""
    return word[:1].upper() + word[1:]


def title_of(vocabulary: str, code: str | None) -> str:
    """A code's word as it stands alone; nothing for none, an unknown one as it is."""
    return "" if code is None else titles_of(vocabulary).get(code, code)
