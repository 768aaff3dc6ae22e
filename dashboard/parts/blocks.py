"""A chart as it stands on a page: its words for who cannot see it, table and files, rows behind its marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import text
from dashboard.data.asking import find_moment
from dashboard.formats import MISSING, format_long_date, in_rome
from dashboard.parts.evidence import Opens, selectable_key, want_rows
from dashboard.parts.sql_link import link_sql
from dashboard.parts.tables import Figures, Shows, Widths, offer_files, show_plain_table
from dashboard.view import View

PNG_SCALE = 2
MONTH_NAMES = {
    "months": [month.capitalize() for month in text.MONTHS],
    "shortMonths": [month[:3] for month in text.MONTHS],
}
ITALIAN = {
    "it": {
        "dictionary": {
            "Download plot as a PNG": text.DOWNLOAD_PNG,
            "Download plot as a png": text.DOWNLOAD_PNG,
        },
        "format": {"decimal": ",", "thousands": ".", **MONTH_NAMES},
    }
}


@dataclass(frozen=True)
class Table:
    """A chart's twin: the frame, how its numbers read, what a cell opens, columns' widths in pixels,
    and of columns with `figures` of several units, which are texts, the numbers they sort by; `sql` is the
    question that its figures are the answer to."""

    frame: pd.DataFrame
    shows: Shows = field(default_factory=dict)
    open_cell: Callable[[int, str], Opens | None] | None = None
    pinned: str | None = None
    widths: Widths = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    sql: str | None = None


def show_chart(
    view: View,
    key: str,
    figure: go.Figure,
    alt: str,
    opens: Sequence[Opens | None] = (),
    sql: str | None = None,
) -> None:
    """A chart; the marks' customdata is the place of their rows in `opens`, `sql` the question that its figures answer
    where no table beside it has them.

    Its camera saves it as PNG, on which page.js writes what it is (the words of `alt` before the figures), of which
    period and filters, from where and when.
    """
    key = selectable_key(key)

    def open_mark() -> None:
        points = st.session_state[key].selection.points
        chosen = points[0].get("customdata") if points else None
        if chosen is not None:
            rows = opens[int(chosen[0] if isinstance(chosen, list) else chosen)]
            if rows is not None:
                want_rows(rows)

    config = {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "locale": "it",
        "locales": ITALIAN,
        "toImageButtonOptions": {
            "format": "png",
            "scale": PNG_SCALE,
            "filename": key.rpartition("_")[0],
            "title": alt.partition(":")[0],
            "lines": [view.words, describe_source(view)],
        },
    }
    if opens:
        st.plotly_chart(figure, key=key, on_select=open_mark, selection_mode="points", config=config, alt=alt)
    else:
        st.plotly_chart(figure, key=key, config=config, alt=alt)
    if sql is not None:
        link_sql(sql)


def describe_source(view: View) -> str:
    """Whose figures these are, up to when, and of which build."""
    received = find_moment(view.publication, "newest_received_at")
    day = format_long_date(in_rome(received).date()) if received else MISSING
    return text.SOURCE.format(day=day, build=view.publication.build_id)


def show_table(view: View, key: str, table: Table, notes: Sequence[str] = ()) -> None:
    """A table with its files; a cell opens its rows where it counts something."""

    def open_cell(row: int, column: str) -> None:
        rows = table.open_cell(row, column) if table.open_cell else None
        if rows is not None:
            want_rows(rows)

    show_plain_table(
        selectable_key(key),
        table.frame,
        table.widths,
        table.shows,
        pinned=table.pinned,
        figures=table.figures,
        on_cell=open_cell if table.open_cell else None,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if table.open_cell:
            st.caption(text.CHOOSE_CELL, width="content")
        about = [view.words, *notes, f"Costruzione {view.publication.build_id}"]
        offer_files(key, lambda: table.frame, about, place="tabella")
        if table.sql is not None:
            link_sql(table.sql)


def show_block(
    view: View,
    key: str,
    figure: go.Figure,
    alt: str,
    table: Table,
    opens: Sequence[Opens | None] = (),
    notes: Sequence[str] = (),
) -> None:
    """Chart, what to know about it, and its table behind one click."""
    show_chart(view, key, figure, alt, opens)
    for note in notes:
        st.caption(note)
    with st.expander(text.TABLE, icon=":material/table:"):
        show_table(view, f"{key}_tabella", table, notes)
