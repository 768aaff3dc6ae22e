"""Which totals are kept back, so that no subtraction gives a group of one or two.

Primary suppression keeps back every total of fewer than three contributors; secondary suppression keeps back
others, until nobody who adds and subtracts what is published, in this annex and in earlier ones, is sure
that such a group is under three (Hundepool and others, Statistical Disclosure Control, 2012, chapter 4.3).
"""

from collections.abc import Collection, Iterator, Set
from itertools import product

from editions.annex.containments import Pair
from editions.annex.contributors import Cell, Contributors
from editions.annex.reader import Group, Reader, Signature, find_signatures

THRESHOLD = 3
"""The fewest contributors that a total tells of; no reader is sure of fewer."""

_ROUNDING = 1e-6
"""What a solver's sums are off."""


def choose_hidden(
    contributors: Contributors,
    shown_earlier: Set[Cell],
    edition: str,
    too_small: Set[Cell] = frozenset(),
    pairs: Set[Pair] = frozenset(),
    told_by_nobody: Set[Pair] = frozenset(),
    headlines: Collection[str] = (),
) -> set[Cell]:
    """The cells of `edition` to keep back, of KPIs that a reader has together.

    `contributors` has the cells of this edition and of those whose annex is already out, `shown_earlier` those
    that they show and that nobody can call back. `too_small` are kept back whoever is behind them. Of `pairs`
    the first KPI is part of the second; of those `told_by_nobody` a difference of 0 tells something too. What
    everybody looks for, totals and among equals `headlines`, is kept back last.
    """
    new = {cell for cell in contributors if cell.edition == edition}
    hidden = {cell for cell in new if cell in too_small or len(contributors[cell]) < THRESHOLD}
    _hide_remainders(contributors, new, hidden)
    groups = list(dict.fromkeys(_small_groups(contributors, edition, pairs, told_by_nobody)))
    reader = Reader(contributors, groups)
    for group in groups:
        if not _is_unsure(reader, group, shown_earlier):
            continue  # what is out tells it already
        while not _is_unsure(reader, group, shown_earlier | (new - hidden)):
            left = sorted(
                new - hidden,
                key=lambda cell: (
                    cell.split == "total",
                    cell.kpi in headlines,
                    len(contributors[cell]),
                    cell,
                ),
            )
            hidden.add(_most_useful(reader, group, shown_earlier | (new - hidden), left))
    _hide_remainders(contributors, new, hidden)
    return hidden


def _is_unsure(reader: Reader, group: Group, shown: Set[Cell]) -> bool:
    """Whether the group could be as many as the threshold, for all that is shown."""
    return reader.most(group, shown) >= THRESHOLD - _ROUNDING


def _most_useful(reader: Reader, group: Group, shown: Set[Cell], left: list[Cell]) -> Cell:
    """The smallest cell that leaves a reader less sure of the group; where none alone does, the smallest that
    has a part of it."""
    before = reader.most(group, shown)
    for cell in left:
        if reader.most(group, shown - {cell}) > before + _ROUNDING:
            return cell
    return next((cell for cell in left if any(cell in signature for signature in group)), left[0])


def _hide_remainders(contributors: Contributors, new: Set[Cell], hidden: set[Cell]) -> None:
    """Where cells of a KPI's split are kept back, the total less the others is no group under three either: nor
    is it nobody, which would tell that they are all 0."""
    for total in sorted(cell for cell in new if cell.split == "total"):
        own = {cell for cell in new if cell.kpi == total.kpi and cell != total}
        for split in sorted({cell.split for cell in own}):
            cells = sorted(
                (cell for cell in own if cell.split == split),
                key=lambda cell: (len(contributors[cell]), cell),
            )
            while total not in hidden and any(cell in hidden for cell in cells):
                told = sum(len(contributors[cell]) for cell in cells if cell not in hidden)
                if abs(len(contributors[total]) - told) >= THRESHOLD:
                    break
                hidden.add(next((cell for cell in cells if cell not in hidden), total))


def _small_groups(
    contributors: Contributors, edition: str, pairs: Set[Pair], told_by_nobody: Set[Pair]
) -> Iterator[Group]:
    """The groups of one or two that the new annex could tell of, and those of nobody that would tell something."""
    signatures = find_signatures(contributors)
    for inside, outside in _differences(contributors, edition, pairs):
        group = frozenset(one for one in signatures if one & inside and not one & outside)
        if 0 < sum(signatures[one] for one in group) < THRESHOLD:
            yield group
    for part, whole in sorted(told_by_nobody):
        for cell in sorted(contributors):
            if (cell.edition, cell.kpi) != (edition, whole):
                continue
            lacking = {code for code, of in pairs if of == part} | {part}
            own = frozenset(one for one in signatures if cell in one)
            if own and all(Cell(edition, cell.split, cell.place, part) in one for one in own):
                yield frozenset(_without(one, edition, lacking) for one in own)


def _without(signature: Signature, edition: str, kpis: Set[str]) -> Signature:
    return frozenset(cell for cell in signature if cell.edition != edition or cell.kpi not in kpis)


def _differences(
    contributors: Contributors, edition: str, pairs: Set[Pair]
) -> Iterator[tuple[frozenset[Cell], frozenset[Cell]]]:
    """Of what less of what a reader is interested in: the new annex's cells; what one has more or less than the
    same cell of an earlier annex; what it has more than any cell that is part of it (a desk may meet the firms of
    one province, and the province's total less the desk's is then the others' firms); and what a KPI has more
    than its part, at one place or another, in this edition and in periods put together.
    """
    cells = sorted(contributors)
    nothing = frozenset[Cell]()
    for cell in (one for one in cells if one.edition == edition):
        yield frozenset({cell}), nothing
        for other in cells:
            if other == cell or other.kpi != cell.kpi:
                continue
            is_same = (other.split, other.place) == (cell.split, cell.place)
            if is_same or contributors[other] < contributors[cell]:
                yield frozenset({cell}), frozenset({other})
            if other.edition != edition and (is_same or contributors[cell] < contributors[other]):
                yield frozenset({other}), frozenset({cell})
    editions = sorted({cell.edition for cell in cells})
    together = {frozenset({edition, other}) for other in editions} | {frozenset(editions)}
    for part, whole in sorted(pairs):
        wholes, parts = (
            [cell for cell in cells if cell.edition == edition and cell.kpi == code] for code in (whole, part)
        )
        for one, other in product(wholes, parts):
            if contributors[other] < contributors[one]:
                yield frozenset({one}), frozenset({other})
        for one in wholes:
            for periods in sorted(together, key=sorted):
                yield tuple(  # type: ignore[misc]
                    frozenset(Cell(period, one.split, one.place, code) for period in periods)
                    for code in (whole, part)
                )
