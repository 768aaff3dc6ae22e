"""Bars: side by side to compare, upright by month; the value at each end, the target as a tick."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

import plotly.graph_objects as go

from dashboard.as_text import as_figure_text
from dashboard.charts.layout import keep_drawn, kept, new_figure
from dashboard.formats import format_short_month
from dashboard.theme import Palette

BAR = 34  # pixels
NOTE_SIZE = 16  # pixels
COLUMNS_HEIGHT = 250  # pixels
LABELLED_COLUMNS = 18
FEW_COLUMNS = 4
LABEL = 0.2  # of the longest bar: room that a value takes at most
LABEL_WIDTH = 30  # characters of a line
VALUE_LETTER, NARROWEST = 8, 270  # pixels: of a letter of a value, of the bars on a telephone
LINE, SMALL = 15, 11  # pixels: of a line of a label, of a small figure


@dataclass(frozen=True)
class Bar:
    """One bar: what it is, how long, how its value reads, its colour, the target that it is measured by.

    Of the period that it is compared with, how long it was then and how that reads.
    """

    label: str
    value: float
    shown: str
    colour: str
    target: float | None = None
    before: float | None = None
    before_shown: str = ""


@keep_drawn
def draw_bars(bars: Sequence[Bar], palette: Palette) -> go.Figure:
    """Lying bars from the top in the order given, below each in blue what it is compared with.

    The place of each is its customdata, then the places of those below.
    """
    labels = [wrap_label(bar.label) for bar in bars]
    lines = max((label.count("<br>") + 1 for label in labels), default=1)
    figure = new_figure(palette, max(2, len(bars)) * max(BAR, lines * LINE + 8) + 30, r=10)
    longest = max((max(bar.value, bar.target or 0, bar.before or 0) for bar in bars), default=0) or 1
    places = list(range(len(bars)))
    is_compared = any(bar.before is not None for bar in bars)
    figure.add_bar(
        x=[bar.value for bar in bars],
        y=places,
        orientation="h",
        marker={"color": [bar.colour for bar in bars]},
        **({"width": 0.42, "offset": -0.42} if is_compared else {}),
        # A blank before it: the target's tick may stand where the bar ends.
        text=["" if writes_past_target(bar, longest) else f"\u00a0{bar.shown}" for bar in bars],
        textposition="outside",
        textfont={"color": palette.text},
        cliponaxis=False,
        customdata=places,
        hovertext=[f"<b>{bar.label}</b><br>{bar.shown}" for bar in bars],
        hoverinfo="text",
        **kept(),
    )
    if is_compared:
        figure.add_bar(
            x=[bar.before or 0.0 for bar in bars],
            y=places,
            orientation="h",
            width=0.28,
            offset=0.04,
            marker={"color": palette.compared},
            text=[bar.before_shown for bar in bars],
            textposition="outside",
            textfont={"color": palette.text, "size": SMALL},
            cliponaxis=False,
            customdata=[len(bars) + place for place in places],
            hovertext=[f"<b>{bar.label}</b>, a confronto<br>{bar.before_shown}" for bar in bars],
            hoverinfo="text",
            **kept(),
        )
    for place, bar in enumerate(bars):
        if bar.target:
            ends = {"y0": place - 0.42, "y1": place + 0.42, "x0": bar.target, "x1": bar.target}
            figure.add_shape(type="line", **ends, line={"color": palette.text, "width": 2.5})
        if writes_past_target(bar, longest):
            figure.add_annotation(
                x=bar.target, y=place, text=bar.shown, showarrow=False, xanchor="left", xshift=3,
                font={"color": palette.text},
            )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, longest * room_for_values(bars, longest)])
    figure.update_yaxes(
        tickvals=places,
        ticktext=labels,
        range=[max(1, len(bars)) - 0.5, -0.5],
        ticks="",
        automargin=True,
    )
    return figure


def room_for_values(bars: Sequence[Bar], longest: float) -> float:
    """How far the axis goes, as a multiple of the longest bar: so that a value at a long bar's end is whole on a
    telephone."""
    letters = max((len(bar.shown) for bar in bars if bar.value > longest / 2), default=0)
    return max(1.22, 1 / (1 - min(0.5, letters * VALUE_LETTER / NARROWEST)))


def writes_past_target(bar: Bar, longest: float) -> bool:
    """Whether a value at the bar's end would stand on the tick of its target, a little further right."""
    return bar.target is not None and 0 < bar.target - bar.value < LABEL * longest


@keep_drawn
def draw_columns(
    months: Sequence[date],
    values: Sequence[float],
    shown: Sequence[str],
    provisional: Collection[date],
    palette: Palette,
    tallest: float = 0.0,
    before: Sequence[tuple[float, str]] = (),
    notes: Mapping[int, str] | None = None,
    colour: str | None = None,
) -> go.Figure:
    """A column a month from zero; provisional months are hatched. The place of each is its customdata.

    A column is as high as the chart at `tallest` or more, so that small shares look small. `before` has the values
    of the months compared, the first beside the first, and what each says; their places come after the others'.
    `notes` are what people noted of the months in these places: a mark above each. `colour` is that of what is done,
    unless another is given.
    """
    figure = new_figure(palette, COLUMNS_HEIGHT)
    colour = colour or palette.done
    hatched = [month in provisional for month in months]
    figure.add_bar(
        x=[format_short_month(month) for month in months],
        y=list(values),
        marker={
            "color": colour,
            "pattern": {
                "shape": ["/" if is_hatched else "" for is_hatched in hatched],
                "fgcolor": colour,
                "bgcolor": palette.page,
                "size": 6,
            },
            "line": {"color": colour, "width": [1 if is_hatched else 0 for is_hatched in hatched]},
        },
        text=list(shown) if len(months) <= LABELLED_COLUMNS else None,
        textposition="outside",
        textfont={"color": palette.text, "size": 11},
        cliponaxis=False,
        **({"width": 0.4, "offset": -0.42} if before else {"width": 0.7}),
        customdata=list(range(len(months))),
        hovertext=[
            f"<b>{format_short_month(month)}</b><br>{value}{' (provvisorio)' if is_hatched else ''}"
            for month, value, is_hatched in zip(months, shown, hatched, strict=True)
        ],
        hoverinfo="text",
        **kept(),
    )
    beside = list(before[: len(months)])
    if beside:
        figure.add_bar(
            x=[format_short_month(month) for month in months[: len(beside)]],
            y=[value for value, _ in beside],
            width=0.3,
            offset=0.02,
            marker={"color": palette.compared},
            customdata=[len(months) + place for place in range(len(beside))],
            hovertext=[words for _, words in beside],
            hoverinfo="text",
            **kept(),
        )
    for place, words in (notes or {}).items():
        add_note(figure, format_short_month(months[place]), values[place], words, palette)
    heights = [0.0, tallest, *values, *(value for value, _ in beside)]
    figure.update_yaxes(visible=False, range=[min(heights), max(heights) * 1.1 or 1])
    figure.update_xaxes(
        type="category",
        tickangle=0,
        nticks=9,
        automargin=True,
        range=[-0.5, max(len(months), FEW_COLUMNS * 2) - 0.5],
    )
    return figure


@keep_drawn
def draw_stacks(
    labels: Sequence[str], series: Mapping[str, tuple[str, Sequence[float]]], palette: Palette
) -> go.Figure:
    """Lying bars made of parts; `series` gives name -> (colour, a value per label), named above.

    A part's place, series after series, is its customdata.
    """
    figure = new_figure(palette, max(2, len(labels)) * BAR + 70, t=40)
    for number, (name, (colour, values)) in enumerate(series.items()):
        figure.add_bar(
            x=list(values),
            y=list(range(len(labels))),
            orientation="h",
            name=name,
            marker={"color": colour, "line": {"color": palette.page, "width": 1}},
            customdata=[number * len(labels) + place for place in range(len(labels))],
            hovertemplate="%{x:,.0f} " + name.lower() + "<extra></extra>",
            **kept(),
        )
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=[wrap_label(label) for label in labels],
        range=[max(1, len(labels)) - 0.5, -0.5],
        automargin=True,
    )
    return figure


def add_note(figure: go.Figure, x: object, y: float, words: str, palette: Palette) -> None:
    """A mark of what somebody noted, above a column or on a line; its words when pointed at."""
    figure.add_annotation(
        x=x, y=y, yshift=26, text="✎", showarrow=False, hovertext=as_figure_text(words),
        font={"color": palette.compared, "size": NOTE_SIZE},
    )  # fmt: skip


def wrap_label(label: str) -> str:
    """A label on as many lines as leave room for its bar: never cut."""
    return "<br>".join(wrap(label, LABEL_WIDTH, break_long_words=False)) or label
