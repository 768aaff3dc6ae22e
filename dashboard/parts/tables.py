"""Tables as they are read on the page, and the same tables as files: XLSX first, CSV."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import ceil
from statistics import median
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard import text
from dashboard.formats import format_number
from publication.spreadsheets import write_csv, write_xlsx

ROWS_AT_ONCE = 12
TABLE_HEIGHT, TALLEST = 430, 640  # pixels: of a long table, where its rows are of several lines
PINNED_LENGTH, PINNED_WIDTH = 14, 115  # characters and pixels: a third of a telephone's width
LETTER, CAPITAL = 7.4, 8.7  # pixels: of a letter, of a capital; of others as Source Sans has them
_OTHERS = {
    3.5: " ijlI.,:;'’·|",
    4.7: "ft()[]{}-/!rº",
    6.7: "acegksvxyzJFLY_–0123456789",
    7.4: "AESTVXZ",
    11.0: "mwMW%@",
}
LETTERS = {letter: width for width, letters in _OTHERS.items() for letter in letters}
AROUND, WIDEST = 24, 620  # pixels: around a cell's text, of a column
WIDEST_ON_TELEPHONE = 170  # pixels: beside it there is room for two figures
FEW_LINES, WIDEST_TO_READ = 3, 240  # on a telephone: of a text, pixels that are seen at once
LINE, ROW = 18, 35  # pixels: of a further line of a cell, of a row of one line
MOST_LINES = 7  # of a cell
PLACES = ("Riga", "Sua riga")  # numbers that say where something stands, and stay beside their file
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Shows = Mapping[str, Callable[[Any], str]]
Widths = Mapping[str, int]
Figures = Mapping[str, Sequence[float | None]]


def show_plain_table(
    key: str,
    frame: pd.DataFrame,
    widths: Widths | None = None,
    shows: Shows | None = None,
    pinned: str | None = None,
    on_cell: Callable[[int, str], None] | None = None,
    figures: Figures | None = None,
) -> None:
    """A table with Italian numbers and dates, as high as its rows up to a height; a heading sorts it.

    `shows` says how a column of numbers reads (else with its decimals); `figures` are columns of texts with
    the numbers that they stand for, by which they sort; `pinned` stays in sight when the table is wider than
    the window, where its texts leave room for the others; `on_cell` is called with the row and column of a
    cell that is clicked, the first column's excepted: the grid marks one of these when a heading is clicked.
    A text longer than its column's width goes over several lines; on a telephone columns of text are narrow and those
    of numbers follow the first, so that figures are seen beside names, or come before it where its texts are sentences.
    """
    is_narrow, is_long, lines = is_on_telephone(), False, 1
    configuration: dict[str, ColumnConfig] = {}
    stands_for = {name: pd.array(values, dtype="Float64") for name, values in (figures or {}).items()}
    numbers = frame.assign(**stands_for)
    reads: dict[str, Callable[[Any], str]] = {}
    for column in frame:
        name = str(column)
        width = (widths or {}).get(name)
        if pd.api.types.is_datetime64_any_dtype(frame[column]):
            configuration[name] = st.column_config.DateColumn(format="DD/MM/YYYY", width=width or 95)
        elif pd.api.types.is_numeric_dtype(numbers[column]):
            reads[name] = (shows or {}).get(name, show_plain_number)
            configuration[name] = st.column_config.NumberColumn(alignment="right", width=width)
        else:
            texts = [name, *(str(value) for value in frame[column] if value is not None)]
            is_pinned = name == pinned and max(map(len, texts)) <= PINNED_LENGTH
            widths_of = [text_width(one) for one in texts]
            needed = ceil(max(widths_of)) + AROUND
            taken = PINNED_WIDTH if is_pinned else min(width or needed, WIDEST)
            if is_narrow and not is_pinned:
                is_first = not configuration
                is_long |= is_first and median(widths_of) > 2 * WIDEST_ON_TELEPHONE
                taken = width_on_telephone(needed, is_first and not is_long)
            room = taken - AROUND
            folded = [one for one, own in zip(texts, widths_of, strict=True) if own > room]
            lines = min(MOST_LINES, max([lines, *(count_lines(one, room) for one in folded)]))
            configuration[name] = st.column_config.TextColumn(width=taken, pinned=is_pinned)

    counted = [name for name in reads if name not in PLACES]
    leading = [] if is_long else list(configuration)[:1]

    def open_cell() -> None:
        cells = st.session_state[key].selection.cells
        if cells and on_cell is not None and str(cells[0][1]) != str(frame.columns[0]):
            on_cell(int(cells[0][0]), str(cells[0][1]))

    row_height = ROW + (lines - 1) * LINE
    st.dataframe(
        write_numbers(numbers, reads, frame[list(figures or {})]),
        key=key,
        hide_index=True,
        height="content" if len(frame) <= ROWS_AT_ONCE else min(TALLEST, TABLE_HEIGHT * row_height // ROW),
        row_height=None if lines == 1 else row_height,
        column_order=list(dict.fromkeys([*leading, *counted, *configuration])) if is_narrow else None,
        column_config=configuration,
        on_select=open_cell if on_cell else "ignore",
        selection_mode="single-cell",
        placeholder=text.MISSING,
    )


def write_numbers(
    numbers: pd.DataFrame, reads: Mapping[str, Callable[[Any], str]], words: pd.DataFrame
) -> Styler:
    """The frame with what a reader sees in place of its numbers, which stay what the grid sorts by."""
    styler = numbers.reset_index(drop=True).style.format(dict(reads), na_rep=text.MISSING)
    for name in words:
        for row, word in enumerate(words[name]):
            styler = styler.format(partial(_say, word), subset=([row], [name]))
    return styler


def _say(word: str, _: object) -> str:
    return word


def is_on_telephone() -> bool:
    """Whether the reader's browser says that it is a telephone's."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def width_on_telephone(needed: int, is_first: bool) -> int:
    """How wide a column of texts is: few lines where it can be seen at once, the first beside two figures; but no
    narrower than that all of it is seen."""
    most = MOST_LINES - 1 if is_first else FEW_LINES
    return min(needed, WIDEST_TO_READ, max(WIDEST_ON_TELEPHONE, ceil(needed / most) + AROUND))


def text_width(value: object) -> float:
    """About how many pixels a text takes on one line."""
    return sum(LETTERS.get(letter, CAPITAL if letter.isupper() else LETTER) for letter in str(value))


def count_lines(words: str, room: float) -> int:
    """How many lines a text takes; what has no blank, as an address, goes over none."""
    lines, taken = 1, 0.0
    for word in words.split():
        width = text_width(word)
        if taken and taken + LETTERS[" "] + width > room:
            lines, taken = lines + 1, width
        else:
            taken += width + (LETTERS[" "] if taken else 0.0)
    return lines


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
