from datetime import date

from dashboard.periods import Period, last_day, list_months, list_periods, read_interval, write_interval

START, END = date(2012, 1, 1), date(2013, 6, 30)


def test_periods_lie_within_the_project_and_none_is_listed_twice() -> None:
    periods = list_periods(START, END)
    assert list(periods) == ["progetto", "2013-S1", "2012", "2012-S2", "2012-S1", "tutto", "mesi"]
    assert [one.label for one in periods.values()] == [
        "Tutto il progetto",
        "1º semestre 2013",
        "Anno 2012",
        "2º semestre 2012",
        "1º semestre 2012",
        "Tutti i dati",
        "Altro periodo",
    ]
    assert periods["2013-S1"].period == Period(date(2013, 1, 1), END)
    assert periods["tutto"].period == Period(None, None)
    assert periods["mesi"].period is None


def test_a_period_is_described_in_words() -> None:
    assert Period(START, END).describe() == "Dal 1º gennaio 2012 al 30 giugno 2013"


def test_months_cross_the_year() -> None:
    months = list_months(date(2012, 11, 15), date(2013, 2, 1))
    assert months == [date(2012, 11, 1), date(2012, 12, 1), date(2013, 1, 1), date(2013, 2, 1)]
    assert last_day(months[-1]) == date(2013, 2, 28)


def test_an_interval_of_months_or_days_is_read_as_it_is_written() -> None:
    for code in ("2012-03..2012-06", "2012-03-15..2012-04-10", "2011-12-31..2012-01-01"):
        period = read_interval(code)
        assert period is not None
        assert period.since is not None
        assert period.until is not None
        assert write_interval(period.since, period.until) == code
    for code in ("2012-13..2012-14", "2012-06..2012-03", "2012", "", "2012-02-30..2012-03-01"):
        assert read_interval(code) is None
