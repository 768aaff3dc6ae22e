"""What a KPI should have reached: which target is measured against which value, and how it reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.formats import format_date, format_share
from dashboard.kpis import Kpi


@dataclass(frozen=True)
class Target:
    """A cumulative target from the project's start to `period_end`; without a partner or province, of all."""

    kpi_code: str
    value: float
    period_end: date
    province_code: str | None
    partner_code: str | None
    is_confirmed: bool


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
