"""The sample as it was sent month by month: all that the plan holds, once, and in time but for who is late."""

from collections import Counter
from datetime import date

import pytest

from sample.model import PARTNERS
from sample.plan import Plan, plan_partner
from sample.sendings import LAST_SENT, LATE_MONTHS, received_on, spread_plan
from sample.world import World, build_world


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(300, 1)


def rows_of(plan: Plan) -> Counter[tuple[str, int]]:
    return Counter(
        (kind, id(row))
        for kind, one in plan.types.items()
        for row in (*one.first, *one.second, *one.complete)
    )


@pytest.mark.parametrize("partner", [partner for partner in PARTNERS if partner not in LAST_SENT])
def test_every_row_is_sent_as_often_as_the_plan_has_it(world: World, partner: str) -> None:
    plan = plan_partner(world, partner)
    sent: Counter[tuple[str, int]] = Counter()
    for _, _, part in spread_plan(plan):
        sent += rows_of(part)
    assert sent == rows_of(plan)


@pytest.mark.parametrize("partner", PARTNERS)
def test_nothing_is_sent_before_it_happened(world: World, partner: str) -> None:
    for day, _, part in spread_plan(plan_partner(world, partner)):
        contacts = part.types["contacts"]
        happened = [row["contact_date"] for row in contacts.first + contacts.second]
        days = [one for one in happened if isinstance(one, date) and one.year < 2099]
        assert max(days, default=day) <= day


def test_who_stopped_sending_has_told_nothing_of_what_came_after(world: World) -> None:
    for partner, last in LAST_SENT.items():
        plan = plan_partner(world, partner)
        told = [
            row["contact_date"]
            for _, _, part in spread_plan(plan)
            for row in part.types["contacts"].first + part.types["contacts"].second
        ]
        assert max(day for day in told if isinstance(day, date)) <= last
        assert len(told) < len(plan.first("contacts") + plan.second("contacts"))


def test_late_months_come_after_the_fifteenth_and_others_before() -> None:
    for partner in PARTNERS:
        for place in range(18):
            month = date(2012 + place // 12, place % 12 + 1, 1)
            first, last = LATE_MONTHS.get(partner, (date.max, date.min))
            term = date(month.year + month.month // 12, month.month % 12 + 1, 15)
            assert (received_on(partner, month) > term) == (first <= month <= last)
