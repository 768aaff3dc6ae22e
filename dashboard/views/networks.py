"""Reti: their life, the provinces that they join, one network in full, the register."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.charts.lines import Line, draw_lines
from dashboard.charts.matrix import draw_matrix, shade_cells
from dashboard.charts.provinces import draw_link_map, load_areas
from dashboard.data.asking import as_code, as_float, question_behind, records
from dashboard.data.evidence import Rows, count_subjects
from dashboard.data.networks import (
    load_life,
    load_pairs,
    load_sizes,
)
from dashboard.data.values import load_value
from dashboard.filters import list_provinces, until_month
from dashboard.formats import format_month, format_number, read_month
from dashboard.parts.blocks import Table, show_block, show_chart
from dashboard.parts.cards import show_cards, show_line
from dashboard.parts.months import describe_note
from dashboard.parts.network_lists import show_network_list
from dashboard.parts.nothing import tell_nothing
from dashboard.parts.one_network import show_one_network
from dashboard.parts.register import show_register
from dashboard.view import View

CARDS = (
    "networks_formed",
    "networks_formed_interprovincial",
    "networks_strengthened",
    "networks_in_incubation",
)
SHARE = "interprovincial_share"
FORMED, INCUBATION, STRENGTHENED = "networks_formed", "networks_in_incubation", "networks_strengthened"


def draw(view: View) -> None:
    """Cards, life, pairs of provinces, the list, one network, the register."""
    show_cards(view, CARDS)
    show_size(view)
    st.header(text.LIFE, anchor=False)
    show_life(view)
    st.header(text.PAIRS, anchor=False)
    show_pairs(view)
    st.header(text.NETWORKS, anchor=False)
    show_network_list(view)
    st.header(text.ONE_NETWORK, anchor=False)
    show_one_network(view)
    st.header(text.REGISTER_HEADING, anchor=False)
    show_register(view)


def show_size(view: View) -> None:
    """Members of a network: mean, median, largest; of the formed, the interprovincial, registered and active."""
    sizes = records(load_sizes(view.publication, view.filters))[0]
    until = view.filters.until or view.build_day
    largest = as_code(sizes["largest_id"]) or ""
    figures = (
        Rows("firms_per_network", view.filters),
        Rows("network_memberships", view.filters, words=text.ALL_SIZES),
        Rows("network_memberships", view.filters, "network", largest, words=text.LARGEST),
        Rows(SHARE, view.filters),
        Rows(FORMED, view.filters, "in_register", words=text.SIZES_AND_STANDING[4]),
        Rows(FORMED, view.filters, "alive", until.isoformat(), words=text.SIZES_AND_STANDING[5]),
    )
    mean = load_value(view.publication, "firms_per_network", view.filters)
    share = view.kpis[SHARE].show(load_value(view.publication, SHARE, view.filters))
    standing = [format_number(count_subjects(view.publication, rows)) for rows in figures[4:]]
    median, largest_size = (as_float(sizes[name]) for name in ("median", "largest"))
    shown = [format_number(mean, 1), format_number(median, 1), format_number(largest_size), share, *standing]
    lines = list(zip(text.SIZES_AND_STANDING, shown, figures, strict=True))
    half = len(lines) // 2
    for column, some in zip(st.columns(2), (lines[:half], lines[half:]), strict=True):
        with column, st.container(border=True, gap="small"):
            for label, value, rows in some:
                show_line(label, value, rows, place=label)


def show_life(view: View) -> None:
    """Formed, strengthened and dissolved add up over the window; in incubation at each month's end."""
    life = load_life(view.publication, view.filters)
    if life.empty:
        tell_nothing(view)
        return
    then = life.head(0) if view.before is None else load_life(view.publication, view.before)
    palette = view.palette
    looks = (
        (palette.done, "solid"),
        (palette.context, "dot"),
        (palette.compared, "dash"),
        (palette.act, "dashdot"),
    )
    days = [read_month(month) for month in life["month"]]
    lines = [
        Line(name, *look, list(life[column]), list(then[column].head(len(days))))
        for name, look, column in zip(text.LIFE_LINES, looks, list(life)[1:], strict=True)
    ]
    frame = pd.DataFrame(
        {"Mese": [format_month(day) for day in days], **{line.name: line.values for line in lines}}
    )
    codes = dict(zip(text.LIFE_LINES, (FORMED, INCUBATION, STRENGTHENED, "networks_active"), strict=True))

    def open_cell(row: int, column: str) -> Rows | None:
        if column not in codes:
            return None
        filters = replace(view.filters, until=until_month(view.filters, days[row]).until)
        part = "dissolved" if column == text.LIFE_LINES[3] else "everything"
        return Rows(codes[column], filters, part, words=column if part == "dissolved" else "")

    noted = [
        (number, days.index(month), note)
        for number, code in enumerate((FORMED, INCUBATION, STRENGTHENED))
        for month, note in view.notes_on(code).items()
        if month in days
    ]
    latest = ", ".join(f"{line.name.lower()} {format_number(line.values[-1])}" for line in lines)
    show_block(
        view,
        "vita_delle_reti",
        draw_lines(days, lines, palette, [(line, place, note.words) for line, place, note in noted]),
        f"{text.LIFE} fino a {format_month(days[-1])}: {latest}",
        Table(frame, {}, open_cell, "Mese", sql=question_behind(life)),
        [open_cell(row, line.name) for line in lines for row in range(len(days))],
        [
            text.LIFE_NOTE,
            *([] if view.before is None else [text.LIFE_COMPARED]),
            *(f"{text.LIFE_LINES[line]}: {describe_note(note)}" for line, _, note in noted),
        ],
    )


def show_pairs(view: View) -> None:
    """The interprovincial networks formed as links on the map and as a matrix of provinces."""
    found = load_pairs(view.publication, view.filters)
    pairs = {(str(row["first"]), str(row["second"])): int(row["networks"]) for row in records(found)}
    if not pairs:
        tell_nothing(view, text.NO_PAIRS)
        return
    own = {first: count for (first, second), count in pairs.items() if first == second}
    links = {pair: count for pair, count in pairs.items() if pair[0] != pair[1]}
    code = "networks_formed_interprovincial"
    words = ", ".join(f"{first}–{second} {count}" for (first, second), count in links.items())
    left, right = st.columns(2, gap="large")
    with left:
        everywhere = replace(view.filters, province=None)
        opens = [Rows(code, replace(view.filters, province=area.code)) for area in load_areas()]
        opens += [Rows(code, everywhere, "pair", *pair, "–".join(pair)) for pair in links]
        figure = draw_link_map(own, links, view.palette)
        show_chart(
            view, "legami_fra_province", figure, f"{text.PAIRS}: {words}", opens, question_behind(found)
        )
    with right:
        present = {sigla for pair in pairs for sigla in pair}
        siglas = [sigla for sigla in list_provinces(view.publication) if sigla in present]
        both = pairs | {(second, first): count for (first, second), count in pairs.items()}
        values = {
            (row, column): float(both.get((first, second), 0))
            for row, first in enumerate(siglas)
            for column, second in enumerate(siglas)
        }
        opened = {
            (row, column): Rows(
                code, everywhere, "pair", siglas[row], siglas[column], f"{siglas[row]}–{siglas[column]}"
            )
            for row, column in values
        }
        frame = pd.DataFrame(
            [[values[row, column] for column in range(len(siglas))] for row in range(len(siglas))],
            columns=siglas,
        )
        frame.insert(0, text.PROVINCE, siglas)
        show_block(
            view,
            "coppie_di_province",
            draw_matrix(siglas, siglas, shade_cells(siglas, siglas, values, view.palette), view.palette),
            f"{text.PAIRS}: {words}",
            Table(
                frame,
                {},
                lambda row, column: opened.get((row, find(siglas, column))),
                text.PROVINCE,
                sql=question_behind(found),
            ),
            list(opened.values()),
            [text.PAIRS_NOTE],
        )


def find(siglas: list[str], column: str) -> int:
    """The place of a column, -1 where it is none of the siglas."""
    return siglas.index(column) if as_code(column) in siglas else -1
