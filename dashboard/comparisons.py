"""Which two windows are compared to say how a figure moved; provisional months are in neither."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dashboard.formats import format_short_month
from dashboard.periods import Period, last_day, list_months

LATEST = 3  # months compared where there is no period before


@dataclass(frozen=True)
class Comparison:
    """Two windows of equally many months, one right after the other."""

    current: Period
    previous: Period

    def describe(self) -> str:
        """`apr 13–giu 13 su gen 13–mar 13`."""
        return f"{name_months(self.current)} su {name_months(self.previous)}"


def find_comparison(
    period: Period, start: date, end: date, provisional: Collection[date]
) -> Comparison | None:
    """The period against the equally long one before it, both within the project (`start` to `end`).

    The period is cut before its first provisional month. Where it begins with the project there is nothing
    before: then its last LATEST months against the LATEST before them. None where neither is possible.
    """
    months = list_months(max(period.since or start, start), min(period.until or end, end))
    complete = months[: next((i for i, month in enumerate(months) if month in provisional), len(months))]
    if not complete:
        return None
    earlier = [month for month in list_months(start, complete[0]) if month < complete[0]]
    if earlier:
        current, before = complete, earlier[-len(complete) :]
    else:
        current, before = complete[-LATEST:], complete[-2 * LATEST : -LATEST]
    if len(current) != len(before) or any(month in provisional for month in before):
        return None
    return Comparison(whole(current), whole(before))


def whole(months: list[date]) -> Period:
    """The days from the first month to the last."""
    return Period(months[0], last_day(months[-1]))


def name_months(period: Period) -> str:
    """`giu 13`, or `apr 13–giu 13`."""
    first, last = (format_short_month(day) for day in (period.since, period.until) if day)
    return first if first == last else f"{first}–{last}"
