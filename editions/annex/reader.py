"""Somebody who reads what annexes show, and adds and subtracts."""

from collections import Counter
from collections.abc import Iterable, Set

import highspy

from editions.annex.contributors import Cell, Contributors

Signature = frozenset[Cell]
"""All cells in which somebody is counted."""

Group = frozenset[Signature]


def find_signatures(contributors: Contributors) -> Counter[Signature]:
    """How many are counted in exactly the same cells."""
    cells_of: dict[str, set[Cell]] = {}
    for cell, behind in contributors.items():
        for who in behind:
            cells_of.setdefault(who, set()).add(cell)
    return Counter(frozenset(cells) for cells in cells_of.values())


class Reader:
    """What can be concluded from cells that are shown: the interval that linear programming finds.

    The cells are sums over those who are counted in the same cells, and each such number is at least 0. The
    reader is taken to know who could be counted together, which is more than anybody does; only those whom a
    group asks for and who are nobody are known to nobody else.
    """

    def __init__(self, contributors: Contributors, groups: Iterable[Group]) -> None:
        known = find_signatures(contributors)
        asked = {one for group in groups for one in group if one not in known}
        self._parts = {one: place for place, one in enumerate(sorted([*known, *asked], key=sorted))}
        self._counts = {cell: len(behind) for cell, behind in contributors.items()}
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("output_flag", False)
        variables = [
            self._solver.addVariable(lb=0, ub=0 if one in asked else highspy.kHighsInf) for one in self._parts
        ]
        self._asked = {self._parts[one] for one in asked}
        within: dict[Cell, list[highspy.highs.highs_var]] = {}
        for one, place in self._parts.items():
            for cell in one:
                within.setdefault(cell, []).append(variables[place])
        self._rows = {
            cell: self._solver.addConstr(self._solver.qsum(parts) >= 0).index
            for cell, parts in within.items()
        }
        self._shown: Set[Cell] = frozenset()
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def most(self, group: Group, shown: Set[Cell]) -> float:
        """The most that the group can be, for all that is shown."""
        for cell in self._shown ^ shown:
            if cell in self._rows:
                count = self._counts[cell]
                ends = (count, count) if cell in shown else (0, highspy.kHighsInf)
                self._solver.changeRowBounds(self._rows[cell], *ends)
        self._shown = frozenset(shown)
        places = [self._parts[one] for one in group]
        for place in places:
            self._solver.changeColCost(place, 1)
            self._solver.changeColBounds(place, 0, highspy.kHighsInf)
        self._solver.run()
        status, value = self._solver.getModelStatus(), self._solver.getObjectiveValue()
        for place in places:
            self._solver.changeColCost(place, 0)
            if place in self._asked:
                self._solver.changeColBounds(place, 0, 0)
        # Otherwise nothing that is shown holds it.
        return float(value) if status == highspy.HighsModelStatus.kOptimal else float("inf")
