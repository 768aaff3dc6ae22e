from dataclasses import replace
from datetime import date

import pytest

from dashboard.kpis import Kpi
from dashboard.targets import Pace, Standing, Target, describe_pace, describe_target, find_target

START, END = date(2012, 1, 1), date(2013, 6, 30)
FIRMS = Kpi("firms_reached", "Imprese raggiunte", "…", "…", "first", "firm", "imprese", 0, True)
LAST = Target("firms_reached", 1500, END, None, None, True)
TARGETS = [LAST, replace(LAST, value=500, period_end=date(2012, 12, 31))]


@pytest.mark.parametrize(
    ("since", "until", "value"),
    [
        (START, date(2012, 6, 30), 500),
        (START, END, 1500),
        (START, date(2014, 1, 31), 1500),
        (None, None, 1500),
    ],
)
def test_the_target_is_the_next_one_due(since: date | None, until: date | None, value: float) -> None:
    target = find_target(TARGETS, START, since, until)
    assert target is not None
    assert target.value == value


def test_a_window_that_begins_later_has_no_target() -> None:
    assert find_target(TARGETS, START, date(2013, 1, 1), END) is None
    assert find_target([], START, START, END) is None


def test_only_a_confirmed_target_has_a_percentage() -> None:
    assert describe_target(LAST, 1200, FIRMS) == "80% dell'obiettivo (1.500 al 30/06/2013)"
    unconfirmed = describe_target(replace(LAST, is_confirmed=False), 1200, FIRMS)
    assert unconfirmed == "Obiettivo 1.500 al 30/06/2013, da confermare"


GOAL = Target("networks_formed", 30, END, None, None, True)
NETWORKS = replace(FIRMS, code="networks_formed", label="Reti costituite", way="distinct", unit="reti")


def test_the_pace_is_a_sentence_with_what_is_needed() -> None:
    pace = Pace(GOAL, 16, START, date(2012, 12, 31))
    assert pace.standing is Standing.BEHIND
    assert describe_pace(pace, NETWORKS) == "A questo ritmo 23 su 30 al 30/06/2013; servono 3 al mese."


@pytest.mark.parametrize(
    ("value", "day", "standing"),
    [
        (30, date(2012, 6, 30), Standing.REACHED),
        (21, date(2012, 12, 31), Standing.ON_PATH),
        (19, date(2012, 12, 31), Standing.BEHIND),
        (29, END, Standing.MISSED),
        (29, date(2014, 1, 1), Standing.MISSED),
    ],
)
def test_a_target_stands_on_its_straight_path(value: float, day: date, standing: Standing) -> None:
    assert Pace(GOAL, value, START, day).standing is standing


def test_a_target_that_has_passed_says_what_was_reached() -> None:
    assert describe_pace(Pace(GOAL, 24, START, END), NETWORKS) == "Il termine è il 30/06/2013: 24 su 30."
    assert (
        describe_pace(Pace(GOAL, 31, START, END), NETWORKS) == "Raggiunto: 31 su 30 previsti al 30/06/2013."
    )


def test_less_than_one_a_month_is_told_with_a_decimal() -> None:
    nearly = Pace(GOAL, 29.6, START, date(2013, 4, 30))
    assert describe_pace(nearly, NETWORKS).endswith("servono 0,2 al mese.")
    assert describe_pace(Pace(GOAL, 28, START, date(2013, 4, 30)), NETWORKS).endswith("serve 1 al mese.")
