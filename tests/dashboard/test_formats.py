from datetime import UTC, date, datetime

import pytest

from dashboard.formats import (
    format_date,
    format_long_date,
    format_moment,
    format_month,
    format_number,
    format_share,
    format_value,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (-1234.56, 2, "−1.234,56"),
        (-0.004, 2, "0,00"),
        (None, 0, "–"),
        (float("nan"), 2, "–"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_decimal_comma(
    value: float | None, decimals: int, text: str
) -> None:
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (343, "imprese", 0, "343"),
        (0.9618, "%", 1, "96,2%"),
        (259882.31, "€", 2, "259.882,31 €"),
        (789.92, "€ per impresa", 2, "789,92 €"),
        (None, "%", 1, "–"),
    ],
)
def test_values_carry_the_sign_of_their_unit(
    value: float | None, unit: str, decimals: int, text: str
) -> None:
    assert format_value(value, unit, decimals) == text


def test_a_share_is_never_rounded_up_to_done() -> None:
    assert [format_share(share) for share in (0.571, 0.998, 1.0, 1.153)] == ["57%", "99%", "100%", "115%"]


def test_dates_are_italian() -> None:
    day = date(2013, 6, 1)
    assert format_date(day) == "01/06/2013"
    assert format_long_date(day) == "1º giugno 2013"
    assert format_month(day) == "giugno 2013"


def test_moments_are_told_by_the_clock_of_rome() -> None:
    assert format_moment(datetime(2013, 6, 30, 22, 5, tzinfo=UTC)) == "01/07/2013 alle 00:05"
