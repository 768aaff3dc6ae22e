"""Figures are written in one way everywhere: Italian signs, halves away from zero."""

import pytest

from editions.report.figures import Figure
from publication.figures import format_number, format_share, format_value, with_article


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (-1234.56, 2, "−1.234,56"),
        (-0.004, 2, "0,00"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (257.25, 1, "257,3"),
        (1.005, 2, "1,01"),
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
        (0.0625, "%", 1, "6,3%"),
        (0.285, "%", 0, "29%"),
        (12.125, "€", 2, "12,13 €"),
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


@pytest.mark.parametrize(("value", "unit", "decimals"), [(257.25, "", 1), (0.0625, "%", 1), (12.125, "€", 2)])
def test_the_report_writes_them_the_same(value: float, unit: str, decimals: int) -> None:
    assert Figure(value, unit, decimals).text == format_value(value, unit, decimals)


def test_a_figure_has_the_article_that_it_is_read_with() -> None:
    read = ["l’81%", "l’8%", "l’11%", "l’1%", "lo 0%", "il 20%", "il 18%", "il 100%", "l’8,5%"]
    assert [with_article(words.partition("’")[2] or words.split()[-1]) for words in read] == read
