"""One KPI over Lombardy: the map, the table with the region's own count, and what adds up."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard import text
from dashboard.charts import draw_province_map
from dashboard.data import Filters, Province, load_by_province, load_kpis, load_provinces
from dashboard.downloads import write_csv
from dashboard.kpis import Kpi
from dashboard.parts.evidence import add_rows_button, want_rows
from dashboard.theme import Palette, active_palette
from warehouse.reader import Publication

_DRAWN = "provinces_drawn"
_ORDER = {"region": 0, "lombardy": 1, "unknown": 2, "outside": 3}


def show_provinces(publication: Publication, filters: Filters) -> None:
    """Heading, choice of the KPI, map on the left, table on the right."""
    kpis = load_kpis(publication)
    codes = {kpi.label: kpi.code for kpi in kpis.values()}
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(text.PROVINCES_HEADING, anchor=False, width="content")
        label = st.selectbox(text.INDICATOR, list(codes), key="indicatore", bind="query-params", width=360)
    kpi = kpis[codes[label or next(iter(codes))]]
    cells = load_by_province(publication, kpi.code, replace(filters, province=None))
    frame = list_provinces(cells, kpi, load_provinces(publication))
    left, right = st.columns([3, 2], gap="large")
    with left:
        if (frame.loc[frame["kind"] == "lombardy", "value"] > 0).any():
            show_map(frame, kpi, active_palette())
        else:
            st.info(text.NO_PROVINCES, icon=":material/info:")
    with right:
        show_table(frame, kpi, active_palette())


def list_provinces(cells: pd.DataFrame, kpi: Kpi, provinces: dict[str, Province]) -> pd.DataFrame:
    """The table's rows: the region, the twelve by value, "non nota", then what lies outside.

    Columns: province_code (None for the region), name, kind (a key of _ORDER), value, shown.
    """
    frame = cells.copy()
    frame["kind"] = [find_kind(code, provinces) for code in frame["province_code"]]
    frame["name"] = [name_row(code, provinces) for code in frame["province_code"]]
    frame["shown"] = [kpi.show(value) for value in frame["value"]]
    frame["order"] = frame["kind"].map(_ORDER)
    frame = frame[(frame["kind"] != "outside") | (frame["value"] > 0)]
    ordered = frame.sort_values(["order", "value", "name"], ascending=[True, False, True])
    return ordered.drop(columns="order").reset_index(drop=True)


def find_kind(code: str | None, provinces: dict[str, Province]) -> str:
    """What a row of the split by province is."""
    if code is None:
        return "region"
    if code not in provinces:
        return "unknown"
    return "lombardy" if provinces[code].is_lombardy else "outside"


def name_row(code: str | None, provinces: dict[str, Province]) -> str:
    """`LC · Lecco`; the region and the unknown province by their words."""
    if code is None:
        return text.REGION
    return f"{code} · {provinces[code].name}" if code in provinces else text.UNKNOWN_PROVINCE


def show_map(frame: pd.DataFrame, kpi: Kpi, palette: Palette) -> None:
    """The map; a click on a province opens its rows."""
    rows = frame[frame["kind"] == "lombardy"]
    unit = "" if kpi.unit.startswith(("€", "%")) else kpi.unit
    key = f"map_{st.session_state.setdefault(_DRAWN, 0)}"

    def open_selected() -> None:
        points = st.session_state[key].selection.points
        if points:
            open_province(kpi.code, str(points[0]["customdata"]))

    st.plotly_chart(
        draw_province_map(rows, unit, palette),
        key=key,
        on_select=open_selected,
        selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=describe_map(rows, kpi),
    )
    st.caption(text.MAP_NOTE)


def describe_map(rows: pd.DataFrame, kpi: Kpi) -> str:
    """The map in words, for who cannot see it."""
    names = rows["name"].str.replace(" · ", " ")
    return f"{kpi.label} per provincia: {', '.join(names + ' ' + rows['shown'])}"


def show_table(frame: pd.DataFrame, kpi: Kpi, palette: Palette) -> None:
    """The table, the note on what adds up, and the two ways out: rows and file."""
    table = pd.DataFrame({text.PROVINCE: frame["name"], kpi.label: frame["value"]})
    key = f"table_{st.session_state.setdefault(_DRAWN, 0)}"

    def open_selected() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            open_province(kpi.code, frame["province_code"].iloc[rows[0]])

    st.dataframe(
        style_table(table, frame, kpi, palette),
        key=key,
        on_select=open_selected,
        selection_mode="single-row",
        hide_index=True,
        height="content",
    )
    st.markdown(f":material/functions: {kpi.counting_note}")
    st.caption(text.OUTSIDE_NOTE if (frame["kind"] == "outside").any() else text.CHOOSE_PROVINCE)
    with st.container(horizontal=True):
        add_rows_button(kpi.code, text.OPEN_ROWS, place="table")
        st.download_button(
            text.DOWNLOAD_TABLE,
            write_csv(table),
            file_name=f"{kpi.code}_per_provincia.csv",
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


def style_table(table: pd.DataFrame, frame: pd.DataFrame, kpi: Kpi, palette: Palette) -> Styler:
    """The region stands out, what counts in no total steps back."""
    looks = {
        "region": f"font-weight: 600; background-color: {palette.panel}",
        "outside": f"color: {palette.context}",
    }
    kinds = frame["kind"].tolist()
    styler = table.style.apply(lambda column: [looks.get(kind, "") for kind in kinds])
    return styler.format(lambda value: kpi.show(value) if isinstance(value, float) else str(value))


def open_province(code: str, province: str | None) -> None:
    """Ask for a province's rows, and let the same province be chosen again."""
    want_rows(code, province)
    st.session_state[_DRAWN] = st.session_state.get(_DRAWN, 0) + 1
