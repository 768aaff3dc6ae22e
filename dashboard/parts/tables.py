"""Tables as they are read on the page, and the same tables as files: XLSX first, CSV."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard import text
from dashboard.downloads import write_csv, write_xlsx
from dashboard.formats import format_number

ROWS_AT_ONCE = 12
TABLE_HEIGHT = 430  # pixels
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Shows = Mapping[str, Callable[[float], str]]
Widths = Mapping[str, int]


def show_plain_table(
    key: str,
    frame: pd.DataFrame,
    widths: Widths | None = None,
    shows: Shows | None = None,
    pinned: str | None = None,
    on_cell: Callable[[int, str], None] | None = None,
    figures: Collection[str] = (),
) -> None:
    """A table with Italian numbers and dates, as high as its rows up to a height.

    `shows` says how a column of numbers reads (else with its decimals); `pinned` stays in sight when the
    table is wider than the window; `on_cell` is called with the row and column of a cell that is clicked;
    `figures` are columns of text that are aligned as numbers.
    """
    configuration: dict[str, ColumnConfig] = {}
    written = frame.copy()
    for column in frame:
        name = str(column)
        width = (widths or {}).get(name)
        if pd.api.types.is_datetime64_any_dtype(frame[column]):
            configuration[name] = st.column_config.DateColumn(format="DD/MM/YYYY", width=width or 95)
        elif pd.api.types.is_numeric_dtype(frame[column]):
            show = (shows or {}).get(name, show_plain_number)
            written[column] = [text.MISSING if pd.isna(value) else show(value) for value in frame[column]]
            configuration[name] = st.column_config.TextColumn(alignment="right", width=width)
        else:
            side: Literal["left", "right"] = "right" if name in figures else "left"
            configuration[name] = st.column_config.TextColumn(
                width=width, pinned=name == pinned, alignment=side
            )

    def open_cell() -> None:
        cells = st.session_state[key].selection.cells
        if cells and on_cell is not None:
            on_cell(int(cells[0][0]), str(cells[0][1]))

    st.dataframe(
        written,
        key=key,
        hide_index=True,
        height="content" if len(frame) <= ROWS_AT_ONCE else TABLE_HEIGHT,
        column_config=configuration,
        on_select=open_cell if on_cell else "ignore",
        selection_mode="single-cell",
        placeholder=text.MISSING,
    )


def show_plain_number(value: float) -> str:
    """A number with decimals only where it has some."""
    return format_number(value, 0 if float(value).is_integer() else 2)


def offer_files(
    name: str, make: Callable[[], pd.DataFrame], about: Sequence[str], place: str, label: str = ""
) -> None:
    """The two downloads of a table, made only when they are asked for; `about` says what it is."""
    for kind, write, mime in (
        ("XLSX", lambda: write_xlsx(make(), about), XLSX),
        ("CSV", lambda: write_csv(make()), "text/csv"),
    ):
        st.download_button(
            f"{label} {kind}".strip(),
            write,
            file_name=f"{name}.{kind.lower()}",
            mime=mime,
            key=f"{place}_{name}_{kind}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            help=text.DOWNLOAD.format(kind=kind),
        )
