from datetime import date

from dashboard.comparisons import Comparison, find_comparison
from dashboard.periods import Period

START, END = date(2012, 1, 1), date(2013, 6, 30)
JUNE = date(2013, 6, 1)


def compare(since: date | None, until: date | None, *provisional: date) -> Comparison | None:
    return find_comparison(Period(since, until), START, END, provisional)


def test_a_half_year_is_compared_with_the_one_before() -> None:
    found = compare(date(2013, 1, 1), END)
    assert found == Comparison(Period(date(2013, 1, 1), END), Period(date(2012, 7, 1), date(2012, 12, 31)))
    assert found is not None
    assert found.describe() == "gen 13–giu 13 su lug 12–dic 12"


def test_a_provisional_month_is_in_neither_window() -> None:
    found = compare(date(2013, 1, 1), END, JUNE)
    assert found is not None
    assert found.current == Period(date(2013, 1, 1), date(2013, 5, 31))
    assert found.previous == Period(date(2012, 8, 1), date(2012, 12, 31))
    assert compare(date(2013, 1, 1), END, date(2012, 10, 1)) is None


def test_the_whole_project_compares_its_last_three_months() -> None:
    for since, until in ((START, END), (None, None)):
        found = compare(since, until, JUNE)
        assert found is not None
        assert found.current == Period(date(2013, 3, 1), date(2013, 5, 31))
        assert found.previous == Period(date(2012, 12, 1), date(2013, 2, 28))


def test_without_enough_before_there_is_no_comparison() -> None:
    assert compare(date(2012, 2, 1), date(2012, 12, 31)) is None
    assert compare(START, date(2012, 5, 31)) is None
    assert compare(JUNE, END, JUNE) is None
