"""The answer to a person's question: table, chart, map of provinces, pivot, files."""

import pandas as pd
import plotly.express as px
import streamlit as st

from dashboard import text
from dashboard.as_text import as_figure_text
from dashboard.charts.provinces import draw_province_map, load_areas
from dashboard.data.registry import load_provinces
from dashboard.formats import format_number
from dashboard.parts import blocks
from dashboard.parts.tables import XLSX
from dashboard.view import View
from publication.people_sql import Answer
from publication.spreadsheets import write_csv, write_xlsx

MOST_BARS = 200
MOST_CELLS = 100_000
"""Of a pivot: of two columns that tell every row apart it has a cell for each pair, 95 GB for 100,000 rows."""
UNKNOWN = "??"
"""A province that nobody knows, as the evidence has it."""


def show_answer(view: View, sql: str, answer: Answer) -> None:
    """How many rows, whether it is cut, and the forms in which it can be seen."""
    frame = answer.frame()
    rows = format_number(len(frame))
    st.caption(text.SQL_ANSWERED.format(rows=rows, seconds=format_number(answer.seconds, 1)))
    if answer.cut_in_words:
        st.warning(answer.cut_in_words, icon=":material/content_cut:")
    table, chart, on_map, pivot = st.tabs([text.SQL_TABLE, text.SQL_CHART, text.SQL_MAP, text.SQL_PIVOT])
    with table:
        st.dataframe(frame, hide_index=True, key="sql_answer", placeholder=text.MISSING)
    numbers = [str(name) for name in frame.select_dtypes("number")]
    words = [str(name) for name in frame if str(name) not in numbers]
    with chart:
        show_chart(frame, words, numbers)
    with on_map:
        show_map(view, frame, words, numbers)
    with pivot:
        show_pivot(frame, words, numbers)
    offer(view, sql, answer, frame)


def show_chart(frame: pd.DataFrame, words: list[str], numbers: list[str]) -> None:
    """Bars of one number over what tells the rows apart."""
    if not numbers or not words or frame.empty:
        st.info(text.SQL_NO_CHART, icon=":material/info:")
        return
    left, right = st.columns(2)
    over = left.selectbox(text.SQL_OVER, words, index=len(words) - 1, key="sql_over")
    value = right.selectbox(text.SQL_VALUE, numbers, key="sql_value")
    sums = frame[[over, value]].dropna().groupby(over, sort=False)[value].sum().head(MOST_BARS)
    places = [as_figure_text(one) if isinstance(one, str) else one for one in sums.index]
    named = {"x": as_figure_text(over), "y": as_figure_text(value)}
    st.plotly_chart(px.bar(x=places, y=list(sums), labels=named), key="sql_chart")


def show_map(view: View, frame: pd.DataFrame, words: list[str], numbers: list[str]) -> None:
    """One number over Lombardy's provinces, where a column has their siglas; rows of one province add up."""
    siglas = {area.code for area in load_areas()}
    known = {*load_provinces(view.publication), UNKNOWN}
    found = {name: set(frame[name].dropna().astype(str)) for name in words}
    places = [name for name, codes in found.items() if codes & siglas and codes <= known]
    if not places or not numbers:
        st.info(text.SQL_NO_MAP, icon=":material/info:")
        return
    value = st.selectbox(text.SQL_VALUE, numbers, key="sql_map_value")
    sums = frame[[places[0], value]].dropna().groupby(places[0])[value].sum()
    values = {str(sigla): float(number) for sigla, number in sums.items() if sigla in siglas}
    shown = {
        sigla: format_number(number, 0 if number.is_integer() else 1) for sigla, number in values.items()
    }
    alt = f"{value}: {', '.join(f'{sigla} {number}' for sigla, number in shown.items())}"
    blocks.show_chart(view, "sql_map", draw_province_map(values, shown, "", view.palette), alt)


def show_pivot(frame: pd.DataFrame, words: list[str], numbers: list[str]) -> None:
    """Sums of one number by two columns."""
    if len(words) < 2 or not numbers or frame.empty:
        st.info(text.SQL_NO_PIVOT, icon=":material/info:")
        return
    first, second, third = st.columns(3)
    down = first.selectbox(text.SQL_DOWN, words, key="sql_down")
    across = second.selectbox(text.SQL_ACROSS, [one for one in words if one != down], key="sql_across")
    value = third.selectbox(text.SQL_VALUE, numbers, key="sql_pivot_value")
    if frame[down].nunique() * frame[across].nunique() > MOST_CELLS:
        st.info(text.SQL_LARGE_PIVOT, icon=":material/info:")
        return
    st.dataframe(
        frame.pivot_table(value, down, across, aggfunc="sum", observed=True), key="sql_pivot", placeholder=""
    )


def offer(view: View, sql: str, answer: Answer, frame: pd.DataFrame) -> None:
    """The answer as files, made only when they are asked for; the workbook says which question it answers."""
    about = [sql, answer.cut_in_words or text.SQL_WHOLE, f"Costruzione {view.publication.build_id}"]
    with st.container(horizontal=True):
        for kind, make, mime in (
            ("XLSX", lambda: write_xlsx(frame, about), XLSX),
            ("CSV", lambda: write_csv(frame), "text/csv"),
            ("Parquet", answer.parquet, "application/vnd.apache.parquet"),
        ):
            st.download_button(
                kind,
                make,
                file_name=f"risposta.{kind.lower()}",
                mime=mime,
                key=f"sql_{kind}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                help=text.DOWNLOAD.format(kind=kind),
            )
