"""What people write without whom it names: a person's marks by their form, and the natural persons that the private
twin knows, in whatever order and case their names stand."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import combining, normalize

from publication.files import current_build_id
from publication.reader import Publication, open_twin
from publication.vocabularies import words_of
from storage.errors import PalError
from storage.home import Home
from storage.personal import MASK, mask_personal

_WORD = re.compile(r"[^\W_]+")
_FEWEST, _MOST = 2, 6
"""A name of one word is a place, a trade or a given name as well."""
_LONG = 4
_WORDS = ("a", "e", "i", "o")
"""Letters that are words."""
_NAMES = """
    select distinct mentions.firm_name
    from private_firm_mentions as mentions inner join private_firms using (firm_id)
    where mentions.firm_name is not null and is_company = {is_company}
"""


class Persons:
    """Natural persons of a twin by their names; of none only marks are known."""

    def __init__(self, twin: Publication | None) -> None:
        self._names: set[tuple[str, ...]] = set()
        if twin is not None and twin.has_table("private_firm_mentions"):
            ours = {_key(word) for word in words_of("subject_kind").values()}
            companies, persons = (
                {_key(name) for name in twin.values(_NAMES.format(is_company=one))} for one in (True, False)
            )
            names = {name for name in persons - companies - ours if _FEWEST <= len(name) <= _MOST}
            self._names = names.union(*map(_otherwise, names))

    def mask(self, text: str) -> str:
        """The text with a mask in place of each mark and of each known name."""
        masked = mask_personal(text)
        places = [(found.start(), found.end()) for found in _WORD.finditer(masked)]
        words = [_plain(masked[start:end]) for start, end in places]
        parts, after = [], 0
        for first, last in self._named(words):
            parts += [masked[after : places[first][0]], MASK]
            after = places[last][1]
        return "".join([*parts, masked[after:]])

    def _named(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """First and last word of each name, the longest first where several begin."""
        if not self._names:
            return
        first = 0
        while first < len(words):
            for count in range(min(_MOST, len(words) - first), 0, -1):
                if tuple(sorted(words[first : first + count])) in self._names:
                    yield first, first + count - 1
                    first += count - 1
                    break
            first += 1


def _key(name: str) -> tuple[str, ...]:
    return _in_order(_plain(word) for word in _WORD.findall(name))


def _otherwise(name: tuple[str, ...]) -> set[tuple[str, ...]]:
    """A name of two words written together, or with an initial that is no word of its own, as
    `int_texts_without_persons` has it."""
    if len(name) != _FEWEST or not all(word.isalpha() and len(word) >= _LONG for word in name):
        return set()
    one, other = name
    initials = {(one[0], other), (other[0], one)}
    return {(one + other,), (other + one,)} | {_in_order(two) for two in initials if two[0] not in _WORDS}


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words))


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    return "".join(one for one in normalize("NFKD", word.casefold()) if not combining(one))


def known_persons(home: Home) -> Persons:
    """Who is known in the twin of what is published now; where nobody may read it, marks alone are."""
    return _persons_of(home, current_build_id(home) or "")


@lru_cache(maxsize=2)
def _persons_of(home: Home, build_id: str) -> Persons:
    try:
        with open_twin(home, build_id) as twin:
            return Persons(twin)
    except PalError:
        return Persons(None)
