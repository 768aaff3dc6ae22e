"""The same deliveries as they came through the project: each partner's contacts month by month, some late.

What is delivered is the plan's; a partner that stopped delivering lacks what happened after.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sample.layouts.books import Book
from sample.mess import CUT, Deliveries
from sample.model import PROJECT_END, PROJECT_START
from sample.plan import Plan
from sample.rows import Row

IN_TIME, LATE = timedelta(9), timedelta(44)
"""How long after its month's end a delivery comes."""
LATE_MONTHS = {
    "pavia": (date(2012, 7, 1), date(2012, 12, 1)),
    "como": (date(2012, 4, 1), date(2012, 4, 1)),
    "monza_brianza": (date(2012, 11, 1), date(2012, 11, 1)),
}
"""The first and the last month that a partner delivered late."""
LAST_SENT = {"acf": date(2013, 4, 30)}
"""The last day that a partner has told of."""
CLOSED = date(2013, 7, 12)
"""When the partners sent what they corrected, and the register came."""
_AT_START = ("firms", "budgets", "targets")
_DATES = {
    "contacts": "contact_date", "attendance": "contact_date", "services": "service_date",
    "events": "event_date", "expenses": "expense_date", "network_events": "event_date",
}  # fmt: skip


def spread_plan(plan: Plan) -> Iterator[tuple[date, str, Plan]]:
    """The plan in the parts that were sent together, in their order: day, what its names begin with, part."""
    types = _told(plan)
    contacts = types["contacts"]
    by_month: dict[date, list[Row]] = {}
    first: list[Row] = []
    second: list[Row] = []
    for row in contacts.first:
        (first if (month := _month(row)) is None else by_month.setdefault(month, [])).append(row)
    for row in contacts.second:
        month = _month(row)
        is_new = month is not None and month > CUT
        (by_month.setdefault(month, []) if is_new and month else second).append(row)
    start = {kind: Deliveries(first=types[kind].first) for kind in _AT_START}
    yield received_on(plan.partner, PROJECT_START), "avvio_", _part(plan, start)
    for month in sorted(by_month):
        sent = {"contacts": Deliveries(first=by_month[month])}
        yield received_on(plan.partner, month), f"{month:%Y-%m}_", _part(plan, sent)
    rest = {kind: Deliveries(first=one.first) for kind, one in types.items() if kind not in _AT_START}
    yield received_on(plan.partner, CUT), "", _part(plan, rest | {"contacts": Deliveries(first=first)})
    last = {kind: Deliveries(second=one.second) for kind, one in types.items()}
    last["contacts"] = Deliveries(second=second, complete=contacts.complete)
    closed = received_on(plan.partner, LAST_SENT[plan.partner]) if plan.partner in LAST_SENT else CLOSED
    yield closed, "", _part(plan, last)


def without_empty_sheets(book: Book) -> Book:
    """The workbook with the sheets that have rows: what is sent monthly is what happened."""
    return replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet.rows))


def _part(plan: Plan, types: dict[str, Deliveries]) -> Plan:
    empty = {kind: Deliveries() for kind in plan.types}
    return Plan(plan.partner, plan.mentions, empty | types)


def _told(plan: Plan) -> dict[str, Deliveries]:
    """All that the partner has told of."""
    last = LAST_SENT.get(plan.partner)
    if last is None:
        return plan.types
    found = {kind: replace(one, second=[]) for kind, one in plan.types.items()}
    for kind, field in _DATES.items():
        first, second = (
            [row for row in rows if not isinstance(day := row[field], date) or day <= last]
            for rows in (plan.types[kind].first, plan.types[kind].second)
        )
        found[kind] = replace(plan.types[kind], first=first, second=second)
    return found


def _month(row: Row) -> date | None:
    """The month of a contact, None where it tells none of the project."""
    day = row["contact_date"]
    is_day = isinstance(day, date) and PROJECT_START <= day <= PROJECT_END
    return day.replace(day=1) if is_day and isinstance(day, date) else None


def received_on(partner: str, day: date) -> date:
    """When a partner's delivery of a day's month comes."""
    month = day.replace(day=1)
    first, last = LATE_MONTHS.get(partner, (PROJECT_END, PROJECT_START))
    end = month.replace(day=monthrange(month.year, month.month)[1])
    return end + (LATE if first <= month <= last else IN_TIME)
