"""Which totals are kept back, so that no subtraction gives a group of one or two.

Primary suppression keeps back every total of fewer than three contributors; secondary suppression keeps back
others, until nobody who adds and subtracts what is published, in this annex and in earlier ones, is sure
that such a group is under three. What a reader can be sure of is the interval that linear programming finds
(Hundepool and others, Statistical Disclosure Control, 2012, chapter 4.3): the cells are sums over those that
the same cells count, and each sum is at least 0. The reader is taken to know who could be counted together,
which is more than anybody does.
"""

from collections import Counter
from collections.abc import Iterator, Set

import highspy

from editions.annex.contributors import Cell, Contributors

THRESHOLD = 3
"""The fewest contributors that a total tells of; no reader is sure of fewer."""

Group = Set[frozenset[Cell]]


def choose_hidden(
    contributors: Contributors, shown_earlier: Set[Cell], edition: str, too_small: Set[Cell] = frozenset()
) -> set[Cell]:
    """The cells of `edition` to keep back for one KPI.

    `contributors` has the cells of this edition and of those whose annex is already out, `shown_earlier` those
    that they show and that nobody can call back. `too_small` are kept back whoever is behind them.
    """
    new = {cell for cell in contributors if cell.edition == edition}
    hidden = {cell for cell in new if cell in too_small or len(contributors[cell]) < THRESHOLD}
    _hide_remainders(contributors, new, hidden)
    reader = _Reader(contributors)
    for group in _small_groups(contributors, reader.signatures, edition):
        while not reader.is_unsure(group, shown_earlier | (new - hidden)):
            left = sorted(
                new - hidden, key=lambda cell: (cell.split == "total", len(contributors[cell]), cell)
            )
            if not left:
                break
            hidden.add(_most_useful(reader, group, shown_earlier | (new - hidden), left))
    _hide_remainders(contributors, new, hidden)
    return hidden


def _most_useful(reader: "_Reader", group: Group, shown: Set[Cell], left: list[Cell]) -> Cell:
    """The smallest cell that leaves a reader less sure of the group; where none alone does, the smallest that
    has a part of it."""
    before = reader.most(group, shown)
    for cell in left:
        if reader.most(group, shown - {cell}) > before:
            return cell
    return next((cell for cell in left if any(cell in signature for signature in group)), left[0])


def _hide_remainders(contributors: Contributors, new: Set[Cell], hidden: set[Cell]) -> None:
    """Where cells of a split are kept back, the total less the others is no group under three either: nor is
    it nobody, which would tell that they are all 0."""
    total = next(cell for cell in new if cell.split == "total")
    for split in {cell.split for cell in new if cell.split != "total"}:
        cells = sorted(
            (cell for cell in new if cell.split == split), key=lambda cell: (len(contributors[cell]), cell)
        )
        while total not in hidden and any(cell in hidden for cell in cells):
            told = sum(len(contributors[cell]) for cell in cells if cell not in hidden)
            if abs(len(contributors[total]) - told) >= THRESHOLD:
                break
            hidden.add(next((cell for cell in cells if cell not in hidden), total))


def _small_groups(
    contributors: Contributors, signatures: Counter[frozenset[Cell]], edition: str
) -> Iterator[Group]:
    """The groups of one or two that the new annex could tell of: its own cells, what a cell has more or less than
    the same cell of an earlier annex, and what it has more than any cell that is part of it: a desk may meet the
    firms of one province, and the province's total less the desk's is then the others' firms."""
    new = sorted(cell for cell in contributors if cell.edition == edition)
    for cell in new:
        kinds = [({cell}, set[Cell]())]
        for other in sorted(contributors):
            is_same = (other.split, other.place) == (cell.split, cell.place)
            if other != cell and (is_same or contributors[other] < contributors[cell]):
                kinds.append(({cell}, {other}))
            if other.edition != edition and (is_same or contributors[cell] < contributors[other]):
                kinds.append(({other}, {cell}))
        for inside, outside in kinds:
            group = {one for one in signatures if inside <= one and not outside & one}
            if 0 < sum(signatures[one] for one in group) < THRESHOLD:
                yield group


def _signatures(contributors: Contributors) -> Counter[frozenset[Cell]]:
    """How many are counted in exactly the same cells."""
    cells_of: dict[str, set[Cell]] = {}
    for cell, behind in contributors.items():
        for who in behind:
            cells_of.setdefault(who, set()).add(cell)
    return Counter(frozenset(cells) for cells in cells_of.values())


class _Reader:
    """Somebody who reads what is shown, and adds and subtracts."""

    def __init__(self, contributors: Contributors) -> None:
        self._counts = {cell: len(behind) for cell, behind in contributors.items()}
        self.signatures = _signatures(contributors)
        self._in_order = sorted(self.signatures, key=sorted)

    def is_unsure(self, group: Group, shown: Set[Cell]) -> bool:
        """Whether the group could be as many as the threshold, for all that is shown."""
        return self.most(group, shown) >= THRESHOLD - 1e-6

    def most(self, group: Group, shown: Set[Cell]) -> float:
        """The most that the group can be, for all that is shown."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        parts = [solver.addVariable(lb=0) for _ in self._in_order]
        for cell in shown:
            within = [part for part, one in zip(parts, self._in_order, strict=True) if cell in one]
            if within:
                solver.addConstr(solver.qsum(within) == self._counts[cell])
        in_group = [part for part, one in zip(parts, self._in_order, strict=True) if one in group]
        solver.maximize(solver.qsum(in_group))
        if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            return float(solver.getObjectiveValue())
        return float("inf")  # nothing that is shown holds it
