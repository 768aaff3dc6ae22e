"""Rows delivered under one key told apart into facts: which row is another version of which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

COLUMNS = (
    "record_type", "partner_code", "record_key", "record_id", "arrival_order", "row_position", "content",
    "is_cancelled", "is_coded", "about", "title", "day", "place", "members",
)  # fmt: skip
APART = {
    "record_type": "varchar",
    "record_id": "varchar",
    "fact_number": "bigint",
    "is_code_reused": "boolean",
}
LISTS = frozenset({"firms", "networks", "events"})
"""Types that list things: two rows about one thing are one fact in one file too."""
SINGLE = frozenset({"contacts"})
"""Types of which two equal rows of one file are one fact."""
IDENTIFIER = "#"
"""How what `about` has from public registers begins."""
NEAR = 14
"""Days between which an event of one title is one event put off."""
FILLER = 3
"""Words of so few letters are legal forms and the like."""
ALIKE = 0.9
"""How alike two names of one place read."""


@dataclass(frozen=True)
class Row:
    """A row whose key alone does not say which fact it tells: columns as COLUMNS.

    `content` is what makes two rows equal; `about` whom it names (identifiers and names), `title` a name to be
    compared by its letters, `members` the firms of a network, as far as they came with it. A key that is not a
    partner's code (`is_coded`) says by itself what the row is about.
    """

    record_type: str
    partner_code: str
    record_key: str
    record_id: str
    arrival_order: int
    row_position: int
    content: int
    is_cancelled: bool
    is_coded: bool
    about: Sequence[str]
    title: str | None
    day: date | None
    place: str | None
    members: Sequence[str] = ()


@dataclass
class Fact:
    """What the rows of a key are versions of: the last of them, and all that they ever said."""

    number: int
    last: Row
    contents: set[int] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)

    def take(self, row: Row) -> None:
        """The row is this fact's next version."""
        self.last = row
        self.contents.add(row.content)
        self.about.update(row.about)
        self.members.update(row.members or ())


def tell_apart(rows: Iterable[Row]) -> list[tuple[Row, int]]:
    """Each row with the number of its fact under its key, counted from 1 in order of arrival.

    A later delivery is matched by content first, then by what it is about, then by order. In one delivery
    rows that differ are different facts; equal rows are too, where the type has no other way to say two.
    """
    told: list[tuple[Row, int]] = []
    in_order = sorted(rows, key=lambda row: (_key(row), row.row_position))
    for _, of_key in groupby(in_order, key=_key):
        facts: list[Fact] = []
        for _, delivered in groupby(of_key, key=lambda row: row.arrival_order):
            listed = list(delivered)
            # What cancels a row may stand in its file: it takes nothing from the others.
            for is_cancelled in (False, True):
                part = [row for row in listed if row.is_cancelled is is_cancelled]
                told += _match(part, facts)
    return told


def told_apart(contested: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows of `contested` (values of COLUMNS) that are not the first fact of their key: values of APART."""
    rows = (Row(*values) for values in contested)
    return [
        (row.record_type, row.record_id, number, row.is_coded)
        for row, number in tell_apart(rows)
        if number > 1
    ]


def _key(row: Row) -> tuple[str, str, str]:
    return row.record_type, row.partner_code, row.record_key


def _match(delivered: list[Row], facts: list[Fact]) -> list[tuple[Row, int]]:
    """Give each row of one delivery its fact, the surest first; what fits none is a new one."""
    matched: dict[str, Fact] = {}
    taken: set[int] = set()
    for fits in (_is_last_content, _has_content, _is_same, _is_near):
        for row in delivered:
            if row.record_id in matched:
                continue
            shares = row.record_type in LISTS or (
                (row.record_type in SINGLE or row.is_coded) and fits in (_is_last_content, _has_content)
            )
            fact = next(
                (
                    one
                    for one in _newest_first(facts, row)
                    if (shares or one.number not in taken) and fits(row, one)
                ),
                None,
            )
            if fact is not None:
                matched[row.record_id] = fact
                taken.add(fact.number)
                fact.take(row)
    for row in delivered:
        if row.record_id not in matched:
            matched[row.record_id] = _found_now(row, facts, taken)
    return [(row, matched[row.record_id].number) for row in delivered]


def _found_now(row: Row, facts: list[Fact], taken: set[int]) -> Fact:
    """A new fact, or one that an earlier row of the same delivery has just begun."""
    is_one = row.record_type in LISTS or row.record_type in SINGLE or row.is_coded
    for fact in facts:
        is_equal = _has_content(row, fact) or (row.record_type in LISTS and _is_near(row, fact))
        if is_one and is_equal and fact.last.arrival_order == row.arrival_order:
            fact.take(row)
            return fact
    fact = Fact(len(facts) + 1, row)
    fact.take(row)
    facts.append(fact)
    taken.add(fact.number)
    return fact


def _newest_first(facts: list[Fact], row: Row) -> list[Fact]:
    """Under a code the fact that it meant last comes first; lines of a document keep their order."""
    if not row.is_coded:
        return facts
    return sorted(facts, key=lambda fact: -fact.last.arrival_order)


def _is_last_content(row: Row, fact: Fact) -> bool:
    return row.content == fact.last.content


def _has_content(row: Row, fact: Fact) -> bool:
    return row.content in fact.contents


def _is_same(row: Row, fact: Fact) -> bool:
    """The same thing of the same day; without a code nothing more than the key is asked."""
    return not row.is_coded or (bool(fact.about & set(row.about)) and row.day == fact.last.day)


def _is_near(row: Row, fact: Fact) -> bool:
    """About the same thing, as far as its type can tell."""
    if not row.is_coded:
        return True
    if not row.about and row.day is None:
        return True
    other = fact.last
    if row.record_type == "events":
        is_of_day = row.day is not None and row.day == other.day
        is_near = row.day is None or other.day is None or abs((row.day - other.day).days) <= NEAR
        return (_reads_alike(row, other) and is_near) or (is_of_day and row.place == other.place)
    if fact.about & set(row.about):
        return True
    if row.record_type in LISTS:
        numbers, known = _identifiers(row.about), _identifiers(fact.about)
        are_others = bool(numbers) and bool(known) and not numbers & known
        if not are_others and _share_members(row, fact):
            return True
        return not are_others and row.place == other.place and _reads_alike(row, other)
    return row.day is not None and row.day == other.day


def _share_members(row: Row, fact: Fact) -> bool:
    """A network under another name has half of the members, two at least."""
    members = set(row.members or ())
    return len(members & fact.members) >= max(2, min(len(members), len(fact.members)) / 2)


def _identifiers(about: Iterable[str]) -> set[str]:
    return {one for one in about if one.startswith(IDENTIFIER)}


def _reads_alike(row: Row, other: Row) -> bool:
    """One name differs from the other by a letter or two, or has all its words, and the same figures."""
    if row.title is None or other.title is None:
        return False
    one, two = row.title[:200], other.title[:200]
    if [sign for sign in one if sign.isdigit()] != [sign for sign in two if sign.isdigit()]:
        return False
    words, others = ({word for word in name.split() if len(word) > FILLER} for name in (one, two))
    if words and others and (words <= others or others <= words):
        return True
    return SequenceMatcher(None, one.replace(" ", ""), two.replace(" ", "")).ratio() >= ALIKE
