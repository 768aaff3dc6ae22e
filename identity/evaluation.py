"""How well mentions were resolved, against labels that say which firm each truly is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

COLUMNS = ("level", "precision", "recall", "f1")


@dataclass(frozen=True)
class Labelled:
    """A mention of a labelled firm: where it is from, which firm it truly is, and which it was taken for."""

    partner: str
    code: str
    true_firm: str
    firm_id: str | None
    """None: the mention was not found; it is one with no other."""
    kind: str = ""


@dataclass(frozen=True)
class WrongPair:
    """Two mentions that are one and were kept apart (`missed`), or are two and were joined (`joined`)."""

    error: str
    one: Labelled
    other: Labelled


def measure(mentions: Sequence[Labelled]) -> list[tuple[str, float, float, float]]:
    """Rows in the order of COLUMNS: over pairs of mentions, then over clusters that are exactly right."""
    true, found = _clusters(mentions)
    both = Counter((one.true_firm, _found(place, one)) for place, one in enumerate(mentions))
    right_pairs = sum(map(_pairs, both.values()))
    true_pairs = sum(_pairs(len(members)) for members in true.values())
    found_pairs = sum(_pairs(len(members)) for members in found.values())
    exact = len({*map(frozenset, true.values())} & {*map(frozenset, found.values())})
    return [
        ("pairs", *_rates(right_pairs, found_pairs, true_pairs)),
        ("clusters", *_rates(exact, len(found), len(true))),
    ]


def wrong_pairs(mentions: Sequence[Labelled]) -> Iterator[WrongPair]:
    """Every pair that was got wrong, in the order of the labels."""
    true, found = _clusters(mentions)
    for error, clusters, key in (("missed", true, _found_key), ("joined", found, _true_key)):
        for members in clusters.values():
            for one, other in combinations(members, 2):
                if key(one, mentions) != key(other, mentions):
                    yield WrongPair(error, mentions[one], mentions[other])


def _clusters(mentions: Sequence[Labelled]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    true: dict[str, list[int]] = defaultdict(list)
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(mentions):
        true[one.true_firm].append(place)
        found[_found(place, one)].append(place)
    return true, found


def _found(place: int, mention: Labelled) -> str:
    return f"not found {place}" if mention.firm_id is None else mention.firm_id


def _found_key(place: int, mentions: Sequence[Labelled]) -> str:
    return _found(place, mentions[place])


def _true_key(place: int, mentions: Sequence[Labelled]) -> str:
    return mentions[place].true_firm


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _rates(right: int, found: int, true: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; where there is nothing to find, nothing was got wrong."""
    precision = right / found if found else 1.0
    recall = right / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def by_kind(mentions: Iterable[Labelled]) -> dict[str, list[tuple[str, float, float, float]]]:
    """The measures over the pairs in which one side at least has this kind of difficulty."""
    listed = list(mentions)
    kinds = sorted({one.kind for one in listed})
    measured = {}
    for kind in kinds:
        touched = {one.true_firm for one in listed if one.kind == kind}
        touched_ids = {one.firm_id for one in listed if one.kind == kind}
        chosen = [one for one in listed if one.true_firm in touched or one.firm_id in touched_ids]
        measured[kind] = measure(chosen)
    return measured
