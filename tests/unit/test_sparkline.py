"""A card's months in small: as many bars as months, the largest whole, words that cannot break out."""

from dashboard.charts.sparkline import draw_sparkline


def test_bars_are_shares_of_the_largest_and_words_are_only_words() -> None:
    drawn = draw_sparkline([2.0, 4.0, 0.0], "#55635C", 'Reti "<b>": 2, 4, 0')
    assert [f"height:{share}" in drawn for share in ("50%", "100%", "0%")] == [True, True, True]
    assert drawn.count("<span") == 3
    assert "<b>" not in drawn


def test_months_without_anything_are_no_bars() -> None:
    assert draw_sparkline([0.0, 0.0], "#000000", "niente").count("height:0%") == 2
