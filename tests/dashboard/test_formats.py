from datetime import UTC, date, datetime

from dashboard.formats import format_date, format_long_date, format_moment, format_month


def test_dates_are_italian() -> None:
    day = date(2013, 6, 1)
    assert format_date(day) == "01/06/2013"
    assert format_long_date(day) == "1º giugno 2013"
    assert format_month(day) == "giugno 2013"


def test_moments_are_told_by_the_clock_of_rome() -> None:
    assert format_moment(datetime(2013, 6, 30, 22, 5, tzinfo=UTC)) == "01/07/2013 alle 00:05"
