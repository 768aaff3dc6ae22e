import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import draw_province_map, load_areas
from dashboard.theme import DARK, LIGHT, Palette, contrast, pick_ink, pick_shade

CODES = ["BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA"]


def draw(values: list[float], palette: Palette = LIGHT) -> go.Figure:
    frame = pd.DataFrame({"province_code": CODES, "value": values, "shown": [f"{v:.0f}" for v in values]})
    return draw_province_map(frame, "imprese", palette)


def test_the_map_has_the_twelve_provinces_with_sigla_and_value() -> None:
    figure = draw([float(i) for i in range(12)])
    *areas, labels = figure.data
    assert [area.code for area in load_areas()] == CODES
    assert len(areas) == 12
    assert list(labels.customdata) == CODES
    assert "<b>LC</b><br>4" in labels.text[4]
    assert areas[4].text == "<b>Lecco</b><br>4 imprese"


def test_the_map_needs_no_base_map_from_outside() -> None:
    assert {trace.type for trace in draw([1.0] * 12).data} == {"scatter"}


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
    figure = draw([float("nan")] * 12)
    assert {trace.fillcolor for trace in figure.data[:-1]} == {LIGHT.panel}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_labels_are_readable_on_every_shade(palette: Palette) -> None:
    for shade in (*palette.quantity, palette.panel):
        assert contrast(pick_ink(shade, palette), shade) >= 4
