from datetime import date

from dashboard.periods import Period, last_day, list_months, list_periods

START, END = date(2012, 1, 1), date(2013, 6, 30)


def test_periods_lie_within_the_project_and_none_is_listed_twice() -> None:
    periods = list_periods(START, END)
    assert list(periods) == [
        "Tutto il progetto",
        "1º semestre 2013",
        "Anno 2012",
        "2º semestre 2012",
        "1º semestre 2012",
        "Tutti i dati",
        "Altro periodo",
    ]
    assert periods["1º semestre 2013"] == Period(date(2013, 1, 1), END)
    assert periods["Tutti i dati"] == Period(None, None)
    assert periods["Altro periodo"] is None


def test_a_period_is_described_in_words() -> None:
    assert Period(START, END).describe() == "Dal 1º gennaio 2012 al 30 giugno 2013"


def test_months_cross_the_year() -> None:
    months = list_months(date(2012, 11, 15), date(2013, 2, 1))
    assert months == [date(2012, 11, 1), date(2012, 12, 1), date(2013, 1, 1), date(2013, 2, 1)]
    assert last_day(months[-1]) == date(2013, 2, 28)
