"""What a KPI should have reached: which target is measured against which value, and how it reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from dashboard.formats import format_date, format_number, format_share
from dashboard.kpis import Kpi

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Target:
    """A cumulative target from the project's start to `period_end`; without a partner or province, of all."""

    kpi_code: str
    value: float
    period_end: date
    province_code: str | None
    partner_code: str | None
    is_confirmed: bool


class Standing(StrEnum):
    """Where a value stands against its target."""

    REACHED = "reached"
    ON_PATH = "on_path"
    BEHIND = "behind"
    MISSED = "missed"


@dataclass(frozen=True)
class Pace:
    """A target measured on a day, with the value of that day; the path to it is a straight line."""

    target: Target
    value: float
    start: date
    day: date

    @property
    def share(self) -> float:
        """The share of the target that is reached."""
        return self.value / self.target.value if self.target.value else 1.0

    @property
    def path(self) -> float:
        """What a straight line from the start to the target gives on the day."""
        whole, gone = (self.target.period_end - self.start).days + 1, (self.day - self.start).days + 1
        return self.target.value * max(0.0, min(1.0, gone / whole))

    @property
    def expected(self) -> float:
        """What the average pace since the start gives at the target's end."""
        whole, gone = (self.target.period_end - self.start).days + 1, (self.day - self.start).days + 1
        return self.value * max(1.0, whole / max(1, gone))

    @property
    def months_left(self) -> float:
        """Months from the day to the target's end; 0 once it has passed."""
        return max(0, (self.target.period_end - self.day).days) / DAYS_A_MONTH

    @property
    def standing(self) -> Standing:
        """Reached, on the path, behind it, or missed once the end has come."""
        if self.value >= self.target.value:
            return Standing.REACHED
        if self.day >= self.target.period_end:
            return Standing.MISSED
        return Standing.ON_PATH if self.value >= self.path else Standing.BEHIND

    @property
    def is_in_line(self) -> bool:
        """Whether the target is reached or on its path."""
        return self.standing in (Standing.REACHED, Standing.ON_PATH)


def find_target(
    targets: Iterable[Target], start: date, since: date | None, until: date | None
) -> Target | None:
    """The target for a window: the nearest `period_end` from its end on, else the last one.

    None where the window does not begin with the project (`start`), since targets are cumulative.
    """
    known = sorted(targets, key=lambda target: target.period_end)
    if not known or (since is not None and since > start):
        return None
    coming = [target for target in known if until is not None and target.period_end >= until]
    return coming[0] if coming else known[-1]


def describe_target(target: Target, value: float | None, kpi: Kpi) -> str:
    """`80% dell'obiettivo (1.500 al 30/06/2013)`; a target to be confirmed has no percentage."""
    amount = kpi.show_target(target.value)
    day = format_date(target.period_end)
    if not target.is_confirmed or not target.value:
        return f"Obiettivo {amount} al {day}, da confermare"
    return f"{format_share((value or 0) / target.value)} dell'obiettivo ({amount} al {day})"


def describe_pace(pace: Pace, kpi: Kpi) -> str:
    """`A questo ritmo 24 su 30 al 30/06/2013; servono 2 al mese.`"""
    target, end = pace.target, format_date(pace.target.period_end)
    goal = kpi.show_target(target.value)
    if pace.standing is Standing.REACHED:
        return f"Raggiunto: {kpi.show(pace.value)} su {goal} previsti al {end}."
    if pace.standing is Standing.MISSED:
        return f"Il termine è il {end}: {kpi.show(pace.value)} su {goal}."
    if kpi.way == "ratio":
        return f"Al {format_date(pace.day)} {kpi.show(pace.value)}; l'obiettivo è {goal} al {end}."
    needed = (target.value - pace.value) / max(pace.months_left, 1 / DAYS_A_MONTH)
    monthly = format_number(ceil(needed)) if needed > 0.9 else format_number(needed, 1)
    expected = kpi.show_target(float(int(pace.expected)))
    verb = "serve" if monthly == "1" else "servono"
    return f"A questo ritmo {expected} su {goal} al {end}; {verb} {monthly} al mese."
