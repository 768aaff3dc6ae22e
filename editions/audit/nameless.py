"""Texts that can name nobody, whatever field a hurried hand has put a name in."""

import csv
import re
from functools import cache

from publication.vocabularies import vocabularies
from storage.home import DBT_PROJECT
from storage.personal import mask_personal

_SPELLINGS = DBT_PROJECT / "seeds" / "spellings.csv"
_WORD = re.compile(r"[^\W\d_]{4,}")


def is_nameless(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a text has no mark of a person and no word but of PAL's own vocabularies and of `names`, which are
    published: so have dates, amounts, codes, kinds and «verbale 12/2012»."""
    return mask_personal(text) == text and words_in(text) <= own_words() | names


def words_in(text: str) -> frozenset[str]:
    """The words of four letters and more, in small letters: shorter ones are articles, legal forms and codes."""
    return frozenset(_WORD.findall(text.casefold()))


@cache
def own_words() -> frozenset[str]:
    """The words of all codes and of the ways in which people spell them."""
    texts = [term.word for terms in vocabularies().values() for term in terms.values()]
    with _SPELLINGS.open(encoding="utf-8", newline="") as file:
        texts += [row["spelling"] for row in csv.DictReader(file)]
    return frozenset(word for text in texts for word in words_in(text))
