from datetime import UTC, date, datetime

from dashboard.formats import format_date, format_long_date, format_moment, format_month, join_months


def test_dates_are_italian() -> None:
    day = date(2013, 6, 1)
    assert format_date(day) == "01/06/2013"
    assert format_long_date(day) == "1º giugno 2013"
    assert format_month(day) == "giugno 2013"


def test_moments_are_told_by_the_clock_of_rome() -> None:
    assert format_moment(datetime(2013, 6, 30, 22, 5, tzinfo=UTC)) == "01/07/2013 alle 00:05"


def test_months_that_follow_each_other_are_told_by_their_ends() -> None:
    months = [date(2012, month, 1) for month in (1, 2, 3, 4, 11, 12)] + [date(2013, 1, 1), date(2013, 6, 1)]
    assert join_months(months) == "da gen 12 ad apr 12, da nov 12 a gen 13 e giu 13"
    assert join_months([date(2013, 6, 1), date(2013, 5, 1)]) == "mag 13 e giu 13"
