"""The months of a card as a row of small bars, in the page's own HTML: no script is loaded for it."""

from collections.abc import Sequence
from html import escape

HEIGHT = 36  # pixels


def draw_sparkline(values: Sequence[float], colour: str, words: str) -> str:
    """A bar a month, from zero to the largest value; `words` say it to who does not see it."""
    largest = max((*values, 0.0)) or 1.0
    bars = "".join(
        f'<span style="width:5px;height:{max(value, 0.0) / largest:.0%};background:{colour}"></span>'
        for value in values
    )
    return (
        f'<div role="img" aria-label="{escape(words)}" style="display:flex;align-items:flex-end;'
        f'justify-content:space-between;height:{HEIGHT}px">{bars}</div>'
    )
