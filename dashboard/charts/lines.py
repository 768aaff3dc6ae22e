"""Steps over the months and facts on a time line, each named where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from dashboard.as_text import as_figure_text
from dashboard.charts.bars import add_note
from dashboard.charts.layout import keep_drawn, kept, new_figure
from dashboard.formats import format_date, format_number, format_short_month
from dashboard.theme import Palette

LINES_HEIGHT = 320  # pixels
LANE = 46  # pixels
FEW = 5  # of what is counted: below, an axis has every whole number
APART = 0.07  # of the axis, between two names at the lines' ends


@dataclass(frozen=True)
class Line:
    """A stepped line: its name, colour, dash (Plotly's), a value per month, and those it is compared with."""

    name: str
    colour: str
    dash: str
    values: Sequence[float]
    before: Sequence[float] = ()


@keep_drawn
def draw_lines(
    months: Sequence[date],
    lines: Sequence[Line],
    palette: Palette,
    notes: Sequence[tuple[int, int, str]] = (),
) -> go.Figure:
    """Stepped lines from zero, the name and last value of each at its end, in its colour; thin, what is compared.

    A point's place, line after line, is its customdata. `notes` are what people noted: line, month, words.
    """
    figure = new_figure(palette, LINES_HEIGHT, r=190)
    top = max((value for line in lines for value in (*line.values, *line.before)), default=0) or 1
    places = list(range(len(months)))
    for number, line in enumerate(lines):
        figure.add_scatter(
            x=places,
            y=list(line.values),
            mode="lines+markers",
            line={"color": line.colour, "dash": line.dash, "shape": "hv", "width": 2.5},
            marker={"size": 9, "color": line.colour, "opacity": 0},
            customdata=[number * len(places) + place for place in places],
            hovertext=[
                f"<b>{format_short_month(month)}</b><br>{line.name}: {format_number(value)}"
                for month, value in zip(months, line.values, strict=True)
            ],
            hoverinfo="text",
            **kept(0),
        )
        if line.before:
            figure.add_scatter(
                x=places[: len(line.before)],
                y=list(line.before),
                mode="lines",
                line={"color": line.colour, "dash": line.dash, "shape": "hv", "width": 1.2},
                opacity=0.75,
                hovertext=[f"{line.name}, a confronto: {format_number(value)}" for value in line.before],
                hoverinfo="text",
            )
    for number, place, words in notes:
        add_note(figure, place, lines[number].values[place], words, palette)
    for line, height in zip(lines, spread([line.values[-1] / top for line in lines], APART), strict=True):
        figure.add_annotation(
            x=1.01,
            xref="paper",
            xanchor="left",
            y=height * top,
            yanchor="middle",
            text=f"{line.name} <b>{format_number(line.values[-1])}</b>",
            font={"color": line.colour},
            showarrow=False,
        )
    figure.update_yaxes(
        rangemode="tozero",
        showgrid=True,
        gridcolor=palette.border,
        range=[0, top * 1.08],
        **({"nticks": 5} if top >= FEW else {"dtick": 1}),  # things that are counted have no halves
    )
    figure.update_xaxes(
        tickvals=places[:: max(1, len(places) // 6)],
        ticktext=[format_short_month(month) for month in months[:: max(1, len(places) // 6)]],
    )
    return figure


def spread(heights: Sequence[float], apart: float) -> list[float]:
    """The heights, moved up where two would touch."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved, last = list(heights), -apart
    for place in order:
        moved[place] = last = max(heights[place], last + apart)
    return moved


@dataclass(frozen=True)
class Fact:
    """Something on a time line: the day, the lane (kind of fact) and its words."""

    day: date
    lane: str
    words: str


@keep_drawn
def draw_time_line(facts: Sequence[Fact], lanes: Sequence[str], palette: Palette) -> go.Figure:
    """A lane for each kind of fact, a mark for each fact; the place of each is its customdata."""
    figure = new_figure(palette, len(lanes) * LANE + 60)
    figure.add_scatter(
        x=[fact.day for fact in facts],
        y=[lanes.index(fact.lane) for fact in facts],
        mode="markers",
        marker={"size": 13, "color": palette.done, "line": {"color": palette.page, "width": 1}},
        customdata=list(range(len(facts))),
        hovertext=[f"<b>{format_date(fact.day)}</b><br>{as_figure_text(fact.words)}" for fact in facts],
        hoverinfo="text",
        **kept(),
    )
    figure.update_yaxes(
        tickvals=list(range(len(lanes))),
        ticktext=list(lanes),
        range=[len(lanes) - 0.5, -0.5],
        showgrid=True,
        gridcolor=palette.border,
        automargin=True,
    )
    figure.update_xaxes(tickformat="%m/%Y", nticks=6)
    return figure
