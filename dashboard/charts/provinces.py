"""Lombardy on plain axes: provinces shaded by value, and the links between provinces."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dashboard.charts.layout import keep_drawn, kept, new_figure
from dashboard.formats import MISSING, format_number
from dashboard.theme import Palette, pick_ink, pick_shade

BOUNDARIES = Path(__file__).resolve().parents[2] / "data" / "reference" / "lombardy_provinces.geojson"
MAP_HEIGHT = 364  # pixels
MARGIN = 0.02  # around the region, degrees
GAP = (float("nan"), float("nan"))
ONE_LINE = ("MB", "LO")  # provinces too low for sigla over value
LATITUDE = 45.6  # of Lombardy's middle, degrees
TOUCH_STEP = 0.05  # between unseen points, degrees: some ten pixels, so that a finger always meets one


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


@cache
def find_touch_points() -> list[Outline]:
    """Of each province in `load_areas`, points all over it: rows of (longitude, latitude).

    Plotly tells of clicks on points, never on areas. An exclave is its own province's, not the one's around it.
    """
    outlines = np.concatenate([area.outline for area in load_areas()])
    (west, south), (east, north) = np.nanmin(outlines, axis=0), np.nanmax(outlines, axis=0)
    axes = np.meshgrid(np.arange(west, east, TOUCH_STEP), np.arange(south, north, TOUCH_STEP))
    points = np.column_stack([axis.ravel() for axis in axes])
    owner, smallest = np.full(len(points), -1), np.full(len(points), np.inf)
    for place, area in enumerate(load_areas()):
        for part in np.split(area.outline, np.flatnonzero(np.isnan(area.outline[:, 0]))):
            ring = part[~np.isnan(part[:, 0])]
            if len(ring):
                extent = float(np.prod(np.ptp(ring, axis=0)))
                owned = is_inside(ring, points) & (extent < smallest)
                owner[owned], smallest[owned] = place, extent
    return [points[owner == place].round(3) for place in range(len(load_areas()))]


def is_inside(ring: Outline, points: Outline) -> npt.NDArray[np.bool_]:
    """Which points lie within a closed ring: those from which a ray crosses it an odd number of times."""
    x, y = points[:, 0], points[:, 1]
    inside = np.zeros(len(points), dtype=bool)
    for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if y0 != y1:
            inside ^= ((y0 > y) != (y1 > y)) & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return inside


@keep_drawn
def draw_province_map(
    values: Mapping[str, float | None],
    shown: Mapping[str, str],
    unit: str,
    palette: Palette,
    chosen: Sequence[str] = (),
) -> go.Figure:
    """Lombardy's provinces shaded by value, sigla and value written on each; those chosen have an outline.

    `shown` is the value as text; a province without a value stays bare. Wherever in it one clicks, its place
    in `load_areas` is the customdata.
    """
    largest = max((value for value in values.values() if value), default=0.0)
    figure = new_figure(palette, MAP_HEIGHT)
    labels: list[dict[str, str]] = []
    for area in sorted(load_areas(), key=lambda area: area.code in chosen):
        text, value = shown.get(area.code, MISSING), values.get(area.code)
        fill = pick_shade(value / largest, palette) if value is not None and largest > 0 else palette.panel
        hover = f"<b>{area.name}</b><br>{text} {unit}".strip()
        line = palette.text if area.code in chosen else palette.page
        add_area(figure, area, hover, fill, line)
        labels.append({"code": area.code, "shown": text, "ink": pick_ink(fill, palette), "hover": hover})
    labels.sort(key=lambda label: label["code"])
    add_touch_points(figure, [label["hover"] for label in labels])
    add_labels(figure, labels)
    return lay_out_map(figure)


@keep_drawn
def draw_link_map(
    networks: Mapping[str, int], links: Mapping[tuple[str, str], int], palette: Palette
) -> go.Figure:
    """Which provinces join in networks: a line for each pair, as thick as the networks they share.

    `networks` gives how many of them each province has. The places of the provinces, then of the links,
    are the customdata.
    """
    figure = new_figure(palette, MAP_HEIGHT)
    for area in load_areas():
        add_area(figure, area, area.name, palette.panel, palette.border)
    places = {area.code: area.label for area in load_areas()}
    largest = max(links.values(), default=1)
    for (first, second), count in links.items():
        (x0, y0), (x1, y1) = places[first], places[second]
        line = {"color": palette.compared, "width": 1.5 + 7 * count / largest}
        figure.add_scatter(x=[x0, x1], y=[y0, y1], mode="lines", line=line, opacity=0.7, hoverinfo="skip")
    add_link_points(figure, links)
    shown = {area.code: format_number(networks.get(area.code, 0)) for area in load_areas()}
    labels = [
        {
            "code": area.code,
            "shown": shown[area.code],
            "ink": palette.text,
            "hover": f"<b>{area.name}</b><br>{shown[area.code]} reti interprovinciali",
        }
        for area in load_areas()
    ]
    add_labels(figure, labels, palette.page)
    return lay_out_map(figure)


def add_link_points(figure: go.Figure, links: Mapping[tuple[str, str], int]) -> None:
    """An unseen point amid each link that tells and opens it; its place comes after the provinces'."""
    places = {area.code: area.label for area in load_areas()}
    ends = [(places[first], places[second]) for first, second in links]
    figure.add_scatter(
        x=[(x0 + x1) / 2 for (x0, _), (x1, _) in ends],
        y=[(y0 + y1) / 2 for (_, y0), (_, y1) in ends],
        mode="markers",
        marker={"size": 16, "opacity": 0},
        customdata=[len(places) + number for number in range(len(links))],
        hovertext=[
            f"<b>{first}–{second}</b><br>{format_number(count)} reti"
            for (first, second), count in links.items()
        ],
        hoverinfo="text",
        **kept(0),
    )


def add_touch_points(figure: go.Figure, hovers: list[str]) -> None:
    """Unseen points all over the provinces, which tell and open them; `hovers` in the order of `load_areas`."""
    for place, (hover, points) in enumerate(zip(hovers, find_touch_points(), strict=True)):
        figure.add_scatter(
            x=points[:, 0],
            y=points[:, 1],
            mode="markers",
            marker={"size": 12, "opacity": 0},
            customdata=[place] * len(points),
            hovertext=hover,
            hoverinfo="text",
            **kept(0),
        )


def add_area(figure: go.Figure, area: Area, hover: str, fill: str, line: str) -> None:
    """One province as one filled outline."""
    figure.add_scatter(
        x=area.outline[:, 0],
        y=area.outline[:, 1],
        mode="lines",
        fill="toself",
        fillcolor=fill,
        line={"color": line, "width": 1.5},
        hoveron="fills",
        hoverinfo="text",
        text=hover,
    )


def add_labels(figure: go.Figure, labels: list[dict[str, str]], disc: str = "rgba(0,0,0,0)") -> None:
    """Sigla and value, each in the ink that reads on its province; the points that a click selects."""
    places = {area.code: area.label for area in load_areas()}
    figure.add_scatter(
        x=[places[label["code"]][0] for label in labels],
        y=[places[label["code"]][1] for label in labels],
        mode="markers+text",
        marker={"size": 36, "color": disc},
        text=[write_label(label["code"], label["shown"], label["ink"]) for label in labels],
        textfont={"size": 13},
        customdata=list(range(len(labels))),
        hoverinfo="text",
        hovertext=[label["hover"] for label in labels],
        **kept(),
    )


def write_label(code: str, shown: str, ink: str) -> str:
    """Sigla and value in their ink."""
    gap = " " if code in ONE_LINE else "<br>"
    return f"<span style='color:{ink}'><b>{code}</b>{gap}{shown}</span>"


def lay_out_map(figure: go.Figure) -> go.Figure:
    """Plain axes made into a map: no ticks, and a degree of longitude as short as it is at this latitude."""
    points = np.concatenate([area.outline for area in load_areas()])
    (west, south), (east, north) = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
    hidden = {"visible": False, "constrain": "domain"}
    figure.update_xaxes(hidden | {"range": [west - MARGIN, east + MARGIN]})
    scale = {"scaleanchor": "x", "scaleratio": 1 / cos(radians(LATITUDE))}
    figure.update_yaxes(hidden | scale | {"range": [south - MARGIN, north + MARGIN]})
    return figure
