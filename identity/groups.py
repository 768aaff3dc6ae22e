"""Units joined link by link into groups that respect what must stay apart, in whatever order they come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from identity.model import MARGIN

APART, MODEL, PERSON = "apart", "model", "person"
_ORDER = (PERSON, "identifier", "name", MODEL)
_GUESSED = frozenset({"name", MODEL})
COLUMNS = (
    "one", "other", "linked_by", "weight", "one_mention_id", "other_mention_id", "decision_number",
    "one_is_identified", "other_is_identified",
)  # fmt: skip
JOINED = {
    "unit_key": "varchar", "firm_key": "varchar", "linked_by": "varchar", "weight": "decimal(9, 2)",
    "own_mention_id": "varchar", "with_mention_id": "varchar", "decision_number": "bigint",
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    """What says that two units are one (or `apart`): who, how strongly, by which mentions or decision."""

    one: str
    other: str
    linked_by: str
    weight: Decimal | None = None
    one_mention_id: str = ""
    other_mention_id: str = ""
    decision_number: int | None = None
    one_is_identified: bool = False
    other_is_identified: bool = False


@dataclass
class Groups:
    """Units in groups; for each unit the first link that joined it to another."""

    parents: dict[str, str] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    def root(self, unit: str) -> str:
        """The unit that stands for the group: the first of its names."""
        passed = []
        while (parent := self.parents.get(unit, unit)) != unit:
            passed.append(unit)
            unit = parent
        for one in passed:
            self.parents[one] = unit
        return unit


def join(links: Iterable[Link]) -> Groups:
    """Join units by the strongest links first: of people, of identifiers, of names, of the model.

    A link is left out where it would bring together two units that are apart. What is guessed is left out
    also where both sides have a unit with an identifier of its own, so that it never merges two firms, and
    where a unit fits several firms.
    """
    listed = list(links)
    forbidden: dict[str, set[str]] = {}
    for link in listed:
        if link.linked_by == APART:
            forbidden.setdefault(link.one, set()).add(link.other)
            forbidden.setdefault(link.other, set()).add(link.one)
    identified = {link.one for link in listed if link.one_is_identified}
    identified |= {link.other for link in listed if link.other_is_identified}
    free = [
        link for link in listed if link.linked_by != APART and link.other not in forbidden.get(link.one, ())
    ]
    groups = Groups()
    for link in sorted(_without_rivals(free), key=_strength):
        one, other = sorted((groups.root(link.one), groups.root(link.other)))
        is_clash = link.linked_by in _GUESSED and one in identified and other in identified
        is_forbidden = any(groups.root(unit) == other for unit in forbidden.get(one, ()))
        if one == other or is_clash or is_forbidden:
            continue
        groups.parents[other] = one
        if other in identified:
            identified.add(one)
        forbidden.setdefault(one, set()).update(forbidden.get(other, ()))
        for unit in (link.one, link.other):
            groups.links.setdefault(unit, link)
    return groups


def joined_units(links: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The units of `links` (values of COLUMNS) that are not alone, each with its firm and its first link:
    values of JOINED."""
    groups = join(Link(*row) for row in links)
    rows = []
    for unit, link in groups.links.items():
        mentions = link.one_mention_id, link.other_mention_id
        own, other = mentions if link.one == unit else reversed(mentions)
        rows.append((unit, groups.root(unit), link.linked_by, link.weight, own, other, link.decision_number))
    return rows


def _without_rivals(links: Sequence[Link]) -> list[Link]:
    """All links but the model's of a unit that fits several firms nearly as well: a person is to tell."""
    fits: dict[str, dict[str, Decimal]] = {}
    for link in links:
        if link.linked_by == MODEL and link.one_is_identified != link.other_is_identified:
            unit, firm = (link.other, link.one) if link.one_is_identified else (link.one, link.other)
            weight = link.weight or Decimal(0)
            fits.setdefault(unit, {})[firm] = max(weight, fits.get(unit, {}).get(firm, weight))
    torn = {unit for unit, weights in fits.items() if _is_torn(sorted(weights.values(), reverse=True))}
    return [
        link
        for link in links
        if link.linked_by != MODEL
        or link.one_is_identified == link.other_is_identified
        or (link.other if link.one_is_identified else link.one) not in torn
    ]


def _is_torn(weights: list[Decimal]) -> bool:
    return len(weights) > 1 and float(weights[0] - weights[1]) < MARGIN


def _strength(link: Link) -> tuple[int, Decimal, list[str], tuple[str, str]]:
    weight = link.weight or Decimal(0)
    mentions = link.one_mention_id, link.other_mention_id
    return _ORDER.index(link.linked_by), -weight, sorted((link.one, link.other)), mentions
