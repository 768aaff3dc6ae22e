"""Figures: pure functions from a DataFrame to a Plotly figure, in the colours of the page's theme."""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from dashboard.formats import MISSING
from dashboard.theme import Palette, pick_ink, pick_shade

BOUNDARIES = Path(__file__).resolve().parents[1] / "data" / "reference" / "lombardy_provinces.geojson"
MAP_HEIGHT = 500  # pixels
MARGIN = 0.02  # around the region, degrees
GAP = (float("nan"), float("nan"))
ONE_LINE = ("MB", "LO")  # provinces too low for sigla over value
LATITUDE = 45.6  # of Lombardy's middle, degrees


Outline = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Area:
    """A province on the map: sigla, name, where its label stands, its outline.

    The outline has a row for each (longitude, latitude); rows of NaN part exclaves.
    """

    code: str
    name: str
    label: tuple[float, float]
    outline: Outline


@cache
def load_areas() -> list[Area]:
    """Lombardy's twelve provinces."""
    areas = []
    for feature in json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]:
        geometry, told = feature["geometry"], feature["properties"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        label = (told["label_lon"], told["label_lat"])
        points = [point for part in parts for point in (*part[0], GAP)]
        areas.append(Area(told["province_code"], told["province_name"], label, np.array(points)))
    return areas


def draw_province_map(frame: pd.DataFrame, unit: str, palette: Palette) -> go.Figure:
    """Lombardy's provinces shaded by value, sigla and value written on each.

    `frame` has province_code, value and shown (the value as text); a province without a value stays bare.
    """
    values = dict(zip(frame["province_code"], frame["value"].astype(float), strict=True))
    texts = dict(zip(frame["province_code"], frame["shown"].astype(str), strict=True))
    largest = max((value for value in values.values() if value == value), default=0.0)
    figure = go.Figure()
    labels: list[dict[str, str]] = []
    for area in load_areas():
        shown, value = texts.get(area.code, MISSING), values.get(area.code, float("nan"))
        has_value = value == value and largest > 0
        fill = pick_shade(value / largest, palette) if has_value else palette.panel
        hover = f"<b>{area.name}</b><br>{shown} {unit}".strip()
        add_area(figure, area, hover, fill, palette)
        labels.append({"code": area.code, "shown": shown, "ink": pick_ink(fill, palette), "hover": hover})
    add_labels(figure, labels)
    return lay_out_map(figure, palette)


def add_area(figure: go.Figure, area: Area, hover: str, fill: str, palette: Palette) -> None:
    """One province as one filled outline."""
    figure.add_scatter(
        x=area.outline[:, 0],
        y=area.outline[:, 1],
        mode="lines",
        fill="toself",
        fillcolor=fill,
        line={"color": palette.page, "width": 1.5},
        hoveron="fills",
        hoverinfo="text",
        text=hover,
        showlegend=False,
    )


def add_labels(figure: go.Figure, labels: list[dict[str, str]]) -> None:
    """Sigla and value, each in the ink that reads on its province; the points that a click selects."""
    places = {area.code: area.label for area in load_areas()}
    kept = {"marker": {"opacity": 1}}
    figure.add_scatter(
        x=[places[label["code"]][0] for label in labels],
        y=[places[label["code"]][1] for label in labels],
        mode="markers+text",
        marker={"size": 36, "color": "rgba(0,0,0,0)"},
        text=[write_label(label["code"], label["shown"], label["ink"]) for label in labels],
        textfont={"size": 13},
        customdata=[label["code"] for label in labels],
        hoverinfo="text",
        hovertext=[label["hover"] for label in labels],
        showlegend=False,
        selected=kept,
        unselected=kept,
    )


def write_label(code: str, shown: str, ink: str) -> str:
    """Sigla and value in their ink."""
    gap = " " if code in ONE_LINE else "<br>"
    return f"<span style='color:{ink}'><b>{code}</b>{gap}{shown}</span>"


def lay_out_map(figure: go.Figure, palette: Palette) -> go.Figure:
    """Plain axes made into a map: no ticks, and a degree of longitude as short as it is at this latitude."""
    points = np.concatenate([area.outline for area in load_areas()])
    (west, south), (east, north) = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        height=MAP_HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        clickmode="event+select",
        hoverlabel={"bgcolor": palette.page, "bordercolor": palette.border, "font": {"color": palette.text}},
        xaxis=hidden | {"range": [west - MARGIN, east + MARGIN], "constrain": "domain"},
        yaxis=hidden
        | {
            "range": [south - MARGIN, north + MARGIN],
            "constrain": "domain",
            "scaleanchor": "x",
            "scaleratio": 1 / cos(radians(LATITUDE)),
        },
    )
    return figure
