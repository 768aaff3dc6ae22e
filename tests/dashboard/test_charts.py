from datetime import date
from itertools import combinations, pairwise

import numpy as np
import plotly.graph_objects as go
import pytest

from dashboard.charts.bars import Bar, draw_bars, draw_columns
from dashboard.charts.lines import spread
from dashboard.charts.matrix import draw_matrix, shade_cells
from dashboard.charts.provinces import (
    TOUCH_STEP,
    draw_link_map,
    draw_province_map,
    find_touch_points,
    load_areas,
)
from dashboard.theme import DARK, LIGHT, Palette, contrast, pick_ink, pick_shade

CODES = ["BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA"]

# How red, green and blue light reach an eye without one kind of cone (Machado, Oliveira, Fernandes 2009).
DEUTERANOPIA = [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
]
PROTANOPIA = [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
]


def draw(values: list[float | None], palette: Palette = LIGHT) -> go.Figure:
    shown = {code: f"{value or 0:.0f}" for code, value in zip(CODES, values, strict=True)}
    return draw_province_map(dict(zip(CODES, values, strict=True)), shown, "imprese", palette)


def test_the_map_has_the_twelve_provinces_with_sigla_and_value() -> None:
    *drawn, labels = draw([float(i) for i in range(12)]).data
    areas = drawn[:12]
    assert [area.code for area in load_areas()] == CODES
    assert all(area.fill == "toself" for area in areas)
    assert list(labels.customdata) == list(range(12))
    assert "<b>LC</b><br>4" in labels.text[4]
    assert areas[4].text == "<b>Lecco</b><br>4 imprese"


def test_the_maps_need_no_base_map_from_outside() -> None:
    links = draw_link_map({"LC": 2, "MI": 3}, {("LC", "MI"): 2}, LIGHT)
    for figure in (draw([1.0] * 12), links):
        assert {trace.type for trace in figure.data} == {"scatter"}


def test_neighbours_share_their_border() -> None:
    points = {area.code: set(map(tuple, area.outline.tolist())) for area in load_areas()}
    assert len(points["LC"] & points["CO"]) > 10
    assert len(points["MI"] & points["MB"]) > 10


def test_more_is_darker_on_light_and_lighter_on_dark() -> None:
    shares = [0, 0.01, 0.1, 0.5, 1]
    for palette in (LIGHT, DARK):
        distances = [contrast(pick_shade(share, palette), palette.page) for share in shares]
        assert distances == sorted(distances)


def test_provinces_without_a_value_stay_bare() -> None:
    assert {trace.fillcolor for trace in draw([None] * 12).data[:12]} == {LIGHT.panel}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_labels_are_readable_on_every_shade(palette: Palette) -> None:
    for shade in (*palette.quantity, palette.panel, palette.done, palette.behind, palette.act):
        assert contrast(pick_ink(shade, palette), shade) >= 4


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("eye", [DEUTERANOPIA, PROTANOPIA, np.eye(3).tolist()])
def test_colours_with_a_meaning_are_told_apart_without_red_or_green_cones(
    palette: Palette, eye: list[list[float]]
) -> None:
    seen = [see(colour, eye) for colour in (palette.done, palette.behind, palette.compared, palette.act)]
    for first, second in combinations(seen, 2):
        assert np.linalg.norm(first - second) >= 15  # CIELAB: about six times what is just noticed


def see(colour: str, eye: list[list[float]]) -> np.ndarray:
    """A colour as an eye sees it, in CIELAB."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(eye) @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratios = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(ratios > 0.008856, np.cbrt(ratios), 7.787 * ratios + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_a_target_is_a_tick_on_its_own_bar() -> None:
    bars = [Bar("Lecco", 8, "8 su 10", LIGHT.done, 10), Bar("Como", 3, "3", LIGHT.done)]
    figure = draw_bars(bars, LIGHT)
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(10, 10)]
    assert figure.layout.shapes[0].y0 < 0 < figure.layout.shapes[0].y1
    assert figure.layout.xaxis.range[0] == 0


def test_a_value_is_not_written_on_the_tick_of_its_target() -> None:
    bars = [Bar("Lecco", 99, "99%", LIGHT.done, 100), Bar("Como", 60, "60%", LIGHT.done, 100)]
    figure = draw_bars(bars, LIGHT)
    assert list(figure.data[0].text) == ["", "\u00a060%"]
    assert [(one.text, one.x) for one in figure.layout.annotations] == [("99%", 100)]


def test_small_shares_look_small() -> None:
    months = [date(2013, 5, 1)]
    assert draw_columns(months, [0.01], ["1%"], (), LIGHT, 0.1).layout.yaxis.range[1] > 0.1
    assert draw_columns([], [], [], (), LIGHT).layout.yaxis.range[1] == 1


def test_provisional_months_are_hatched_and_say_so() -> None:
    months = [date(2013, 5, 1), date(2013, 6, 1)]
    bars = draw_columns(months, [3, 1], ["3", "1"], {date(2013, 6, 1)}, LIGHT).data[0]
    assert list(bars.marker.pattern.shape) == ["", "/"]
    assert "provvisorio" in bars.hovertext[1]
    assert "provvisorio" not in bars.hovertext[0]


def test_a_matrix_marks_what_was_never_used() -> None:
    cells = shade_cells(["Lecco"], ["Legale", "Fiscale"], {(0, 0): 4.0, (0, 1): 0.0}, LIGHT)
    assert [cell.text for cell in cells] == ["4", "·"]
    assert cells[1].colour == LIGHT.panel
    assert list(draw_matrix(["Lecco"], ["Legale", "Fiscale"], cells, LIGHT).data[0].customdata) == [0, 1]


def test_a_matrix_of_one_row_has_room_for_its_headings() -> None:
    heading = "Brevetti e proprietà intellettuale (aggiuntivo)"
    for rows in (["Lecco"], ["Lecco"] * 8):
        cells = shade_cells(rows, [heading], {(row, 0): 1.0 for row in range(len(rows))}, LIGHT)
        layout = draw_matrix(rows, [heading], cells, LIGHT).layout
        longest = max(len(line) for line in layout.xaxis.ticktext[0].split("<br>"))
        assert layout.margin.t >= longest * 6
        assert layout.height - layout.margin.t >= len(rows) * 34


def test_headings_of_a_narrow_matrix_have_one_line_each() -> None:
    heading = "Brevetti e proprietà intellettuale (aggiuntivo)"
    layout = draw_matrix(["Lecco"], [heading], [], LIGHT, True).layout
    assert list(layout.xaxis.ticktext) == [heading]
    assert layout.margin.t >= len(heading) * 6


def test_names_at_the_ends_of_lines_do_not_touch() -> None:
    heights = spread([0.5, 0.5, 0.1, 0.52], 0.07)
    ordered = sorted(heights)
    assert all(high - low >= 0.07 - 1e-9 for low, high in pairwise(ordered))
    assert heights[2] == 0.1


def test_a_click_anywhere_in_a_province_meets_a_point_of_it_and_of_no_other() -> None:
    areas, points = load_areas(), find_touch_points()
    seen = {tuple(point) for own in points for point in own}
    assert len(seen) == sum(len(own) for own in points)
    for area, own in zip(areas, points, strict=True):
        away = np.abs(own - np.array(area.label)).max(axis=1)
        assert away.min() <= TOUCH_STEP, area.code
