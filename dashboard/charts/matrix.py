"""A matrix of squares, each with its number: shade for how much, or a colour and a sign for a state."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.bars import wrap_label
from dashboard.charts.layout import keep_drawn, kept, new_figure
from dashboard.theme import Palette, pick_ink, pick_shade

SQUARE, SMALL_SQUARE = 34, 24  # pixels
LETTER, ABOVE = 6.6, 20  # pixels: of a letter of a turned heading, around the headings
MANY_COLUMNS = 9


@dataclass(frozen=True)
class Cell:
    """A square: its row and column, its text, its colour, and what it says when pointed at."""

    row: int
    column: int
    text: str
    colour: str
    hover: str


def shade_cells(
    rows: Sequence[str], columns: Sequence[str], values: dict[tuple[int, int], float], palette: Palette
) -> list[Cell]:
    """A cell for each value, shaded against the largest; 0 is bare."""
    largest = max(values.values(), default=0) or 1
    return [
        Cell(
            row,
            column,
            f"{value:.0f}" if value else "·",
            pick_shade(value / largest, palette) if value else palette.panel,
            f"<b>{rows[row]}</b><br>{columns[column]}: {value:.0f}",
        )
        for (row, column), value in values.items()
    ]


@keep_drawn
def draw_matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Cell],
    palette: Palette,
    is_narrow: bool = False,
) -> go.Figure:
    """Rows from the top, columns named above; the place of each cell is its customdata.

    Where it is narrow a heading has one line: a column has no room for two.
    """
    side = SQUARE if len(columns) <= MANY_COLUMNS else SMALL_SQUARE
    headings = list(columns) if is_narrow else [wrap_label(column) for column in columns]
    letters = max((len(line) for heading in headings for line in heading.split("<br>")), default=0)
    # Room for the headings however few the rows: a figure does not make it where it is less high than they are.
    top = max(90, round(letters * LETTER) + ABOVE)
    figure = new_figure(palette, len(rows) * (side + 8) + top + ABOVE, t=top)
    figure.add_scatter(
        x=[cell.column for cell in cells],
        y=[cell.row for cell in cells],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": side,
            "color": [cell.colour for cell in cells],
            "line": {"color": palette.border, "width": 1},
        },
        text=[cell.text for cell in cells],
        textfont={"color": [pick_ink(cell.colour, palette) for cell in cells], "size": 12},
        customdata=list(range(len(cells))),
        hovertext=[cell.hover for cell in cells],
        hoverinfo="text",
        **kept(),
    )
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(columns))),
        ticktext=headings,
        tickangle=-90 if max((len(column) for column in columns), default=0) > 3 else 0,
        range=[-0.6, len(columns) - 0.4],
        automargin=True,
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[wrap_label(row) for row in rows],
        range=[len(rows) - 0.4, -0.6],
        automargin=True,
    )
    return figure
