"""What all figures share: no decoration, the page's colours, room for the words."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import plotly.graph_objects as go

from dashboard.theme import Palette

FONT_SIZE = 13
KEPT_FIGURES = 300
Asked = ParamSpec("Asked")


def keep_drawn(draw: Callable[Asked, go.Figure]) -> Callable[Asked, go.Figure]:
    """A drawing function that gives again the figure that it drew before of equal arguments.

    Drawing takes longer than all else on a page. Nobody may change what is given.
    """
    kept: OrderedDict[str, go.Figure] = OrderedDict()

    @wraps(draw)
    def draw_once(*args: Asked.args, **kwargs: Asked.kwargs) -> go.Figure:
        wanted = repr((args, sorted(kwargs.items())))
        figure = kept.get(wanted)
        if figure is None:
            figure = kept[wanted] = draw(*args, **kwargs)
            if len(kept) > KEPT_FIGURES:
                kept.popitem(last=False)
        return figure

    return draw_once


def new_figure(palette: Palette, height: int, **margins: int) -> go.Figure:
    """An empty figure, `height` pixels high, that a click can select from and a finger can scroll past."""
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "color": palette.context,
        "tickfont": {"color": palette.text, "size": FONT_SIZE - 1},
    }
    return go.Figure(
        layout={
            "height": height,
            "margin": {"l": 0, "r": 0, "t": 24, "b": 0, **margins},
            "paper_bgcolor": palette.page,
            "plot_bgcolor": palette.page,
            "font": {"size": FONT_SIZE, "color": palette.text},
            "dragmode": False,
            "clickmode": "event+select",
            "showlegend": False,
            "bargap": 0.3,
            "hoverlabel": {
                "bgcolor": palette.page,
                "bordercolor": palette.border,
                "font": {"color": palette.text},
            },
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": palette.context, "activecolor": palette.text},
            "xaxis": axis,
            "yaxis": axis,
        }
    )


def kept(opacity: float = 1) -> dict[str, Any]:
    """A selected mark, and those beside it, look as before: a click opens rows and marks nothing."""
    same = {"marker": {"opacity": opacity}}
    return {"selected": same, "unselected": same}
