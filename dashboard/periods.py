"""The periods that a reader can choose: the project, its years and half-years, all data, any months or days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dashboard import text
from dashboard.formats import format_long_date

PROJECT, ALL, MONTHS = "progetto", "tutto", "mesi"  # codes of the address, as 2012 and 2012-S1 are
_INTERVAL = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)\.\.(\d{4}-\d\d(?:-\d\d)?)")


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


@dataclass(frozen=True)
class Choice:
    """A period with its name; None stands for months that the reader picks."""

    label: str
    period: Period | None


def list_periods(start: date, end: date) -> dict[str, Choice]:
    """Code -> period, in the order of the list."""
    periods = {PROJECT: Choice(text.ALL_PROJECT, Period(start, end))}
    for year in range(end.year, start.year - 1, -1):
        whole = clip(Period(date(year, 1, 1), date(year, 12, 31)), start, end)
        halves = {
            2: clip(Period(date(year, 7, 1), date(year, 12, 31)), start, end),
            1: clip(Period(date(year, 1, 1), date(year, 6, 30)), start, end),
        }
        if whole not in halves.values():
            periods[f"{year}"] = Choice(f"Anno {year}", whole)
        for number, half in halves.items():
            if half is not None:
                periods[f"{year}-S{number}"] = Choice(f"{number}º semestre {year}", half)
    return periods | {ALL: Choice(text.ALL_DATA, Period(None, None)), MONTHS: Choice(text.OTHER_PERIOD, None)}


def read_interval(code: str) -> Period | None:
    """`2012-03..2012-06` or `2012-03-15..2012-06-14` as days, both included; None for what is neither."""
    found = _INTERVAL.fullmatch(code)
    if found is None:
        return None
    try:
        first, last = (date.fromisoformat(part if len(part) > 7 else f"{part}-01") for part in found.groups())
    except ValueError:
        return None
    until = last if len(found[2]) > 7 else last_day(last)
    return Period(first, until) if first <= until else None


def write_interval(since: date, until: date) -> str:
    """A period in the address: by months where it is whole months."""
    form = "%Y-%m" if since.day == 1 and until == last_day(until) else "%Y-%m-%d"
    return f"{since:{form}}..{until:{form}}"


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
