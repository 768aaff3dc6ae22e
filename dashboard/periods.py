"""The periods that a reader can choose: the project, its years and half-years, all data, any months."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dashboard import text
from dashboard.formats import format_long_date


@dataclass(frozen=True)
class Period:
    """Two days, both included; None on both sides means everything that is known."""

    since: date | None
    until: date | None

    def describe(self) -> str:
        """In words, to stand under a title."""
        if self.since is None or self.until is None:
            return "Tutto ciò che è noto, senza limiti di date"
        return f"Dal {format_long_date(self.since)} al {format_long_date(self.until)}"


def list_periods(start: date, end: date) -> dict[str, Period | None]:
    """Label -> period, in the order of the list; None stands for months that the reader picks."""
    periods: dict[str, Period | None] = {text.ALL_PROJECT: Period(start, end)}
    for year in range(end.year, start.year - 1, -1):
        whole = clip(Period(date(year, 1, 1), date(year, 12, 31)), start, end)
        halves = {
            f"2º semestre {year}": clip(Period(date(year, 7, 1), date(year, 12, 31)), start, end),
            f"1º semestre {year}": clip(Period(date(year, 1, 1), date(year, 6, 30)), start, end),
        }
        if whole not in halves.values():
            periods[f"Anno {year}"] = whole
        periods |= {label: half for label, half in halves.items() if half is not None}
    return periods | {text.ALL_DATA: Period(None, None), text.OTHER_PERIOD: None}


def clip(period: Period, start: date, end: date) -> Period | None:
    """The part of a period within the project; None when there is none."""
    since = max(period.since or start, start)
    until = min(period.until or end, end)
    return Period(since, until) if since <= until else None


def list_months(start: date, end: date) -> list[date]:
    """The first day of each month from one date to another."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def last_day(month: date) -> date:
    """The last day of a date's month."""
    return month.replace(day=monthrange(month.year, month.month)[1])
