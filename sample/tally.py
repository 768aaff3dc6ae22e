"""The count of every KPI in every cell, one subject at a time, as a person would with paper and pencil."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample.model import PROJECT_END, PROJECT_START
from sample.places import LOMBARDY, UNKNOWN

LEVELS = ("declared", "documented", "verified")
SCOPE = frozenset((*LOMBARDY, UNKNOWN))
MONTHS = tuple(
    f"{year}-{month:02d}" for year in (2012, 2013) for month in range(1, 13) if (year, month) < (2013, 7)
)
_MONTH_ENDS = tuple(
    (month, date(int(month[:4]), int(month[5:]), monthrange(int(month[:4]), int(month[5:]))[1]))
    for month in MONTHS
)

Cell = tuple[str, str]
"""What is split by, and the value: ("province", "LC"); the total is ("", "")."""
TOTAL: Cell = ("", "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row that speaks for one subject: where, who, when, in which sectors, how well proven."""

    province: str
    partner: str | None
    day: date
    sectors: tuple[str, ...]
    level: int
    end: date | None = None
    """For stocks: the first day on which it no longer holds."""

    @property
    def month(self) -> str:
        return self.day.isoformat()[:7]

    def holds_on(self, day: date) -> bool:
        return self.day <= day and (self.end is None or day < self.end)


class Tally:
    """Values by KPI and cell."""

    def __init__(self) -> None:
        self._values: dict[str, dict[Cell, Decimal]] = defaultdict(lambda: defaultdict(Decimal))

    def value(self, kpi: str, cell: Cell) -> Decimal:
        return self._values[kpi].get(cell, Decimal(0)) if kpi in self._values else Decimal(0)

    def keys(self, kpi: str, split: str) -> set[str]:
        """The values of a split that occur for a KPI."""
        return {key for by, key in self._values.get(kpi, {}) if by == split}

    def flow(self, kpi: str, rows: Sequence[Evidence], amount: Decimal | int = 1) -> None:
        """A subject that counts (or an amount that adds up) in each month in which it has a row."""
        scoped = self._count(kpi, _in_project(rows), amount)
        for month in {row.month for row in scoped}:
            self._values[kpi]["month", month] += amount

    def first(self, kpi: str, rows: Sequence[Evidence]) -> None:
        """A subject that counts in the month of its earliest row only."""
        scoped = self._count(kpi, _in_project(rows), 1)
        if scoped:
            self._values[kpi]["month", min(scoped, key=_day).month] += 1

    def conversion(self, kpi: str, reached: Sequence[Evidence], went_on: Sequence[Evidence]) -> None:
        """A subject that went on: in each cell of both; its month and its level are those it was reached with."""
        reached, went_on = _in_project(reached), _in_project(went_on)
        values = self._values[kpi]
        for province in {row.province for row in reached} & {row.province for row in went_on}:
            values["province", province] += 1
        first, further = ([row for row in rows if row.province in SCOPE] for rows in (reached, went_on))
        if not first or not further:
            return
        values[TOTAL] += 1
        values["month", min(first, key=_day).month] += 1
        values["level", LEVELS[max(row.level for row in first)]] += 1
        for partner in {row.partner for row in first if row.partner} & {row.partner for row in further}:
            values["partner", partner] += 1
        for sector in {one for row in first for one in row.sectors} & {
            one for row in further for one in row.sectors
        }:
            values["sector", sector] += 1

    def stock(self, kpi: str, rows: Sequence[Evidence]) -> None:
        """A subject that counts on each day on which one of its rows holds; the total is that of the end."""
        self._count(kpi, [row for row in rows if row.holds_on(PROJECT_END)], 1)
        scoped = [row for row in rows if row.province in SCOPE]
        for month, last_day in _MONTH_ENDS:
            if any(row.holds_on(last_day) for row in scoped):
                self._values[kpi]["month", month] += 1

    def _count(self, kpi: str, rows: Sequence[Evidence], amount: Decimal | int) -> list[Evidence]:
        values = self._values[kpi]
        if not rows:
            return []
        if len(rows) == 1:
            return self._count_one(values, rows[0], amount)
        for province in {row.province for row in rows}:
            values["province", province] += amount
        scoped = [row for row in rows if row.province in SCOPE]
        if not scoped:
            return scoped
        values[TOTAL] += amount
        values["level", LEVELS[max(row.level for row in scoped)]] += amount
        for partner in {row.partner for row in scoped if row.partner}:
            values["partner", partner] += amount
        for sector in {sector for row in scoped for sector in row.sectors}:
            values["sector", sector] += amount
        return scoped

    def _count_one(self, values: dict[Cell, Decimal], row: Evidence, amount: Decimal | int) -> list[Evidence]:
        """The same for a subject with a single row, as most are."""
        values["province", row.province] += amount
        if row.province not in SCOPE:
            return []
        values[TOTAL] += amount
        values["level", LEVELS[row.level]] += amount
        if row.partner:
            values["partner", row.partner] += amount
        for sector in row.sectors:
            values["sector", sector] += amount
        return [row]


def _in_project(rows: Sequence[Evidence]) -> list[Evidence]:
    """What happened before the project's start is no flow of it."""
    return [row for row in rows if row.day >= PROJECT_START]


def _day(row: Evidence) -> date:
    return row.day
