"""Imprese: from contact to network, by sector, size and month, and the list with a search."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import terms, text
from dashboard.charts.bars import Bar, draw_bars
from dashboard.data.evidence import Rows
from dashboard.data.values import Split, load_some_values, load_split
from dashboard.filters import name_sector
from dashboard.formats import format_share
from dashboard.parts.blocks import Table, show_block
from dashboard.parts.firm_list import show_list
from dashboard.parts.months import show_months
from dashboard.parts.provinces import choose_kpi
from dashboard.view import View

STEPS = ("firms_reached", "firms_assisted", "firms_assisted_then_in_network")
SECTORS_DRAWN = 12


def draw(view: View) -> None:
    """Funnel and sizes, sectors and months of a chosen KPI, the list."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header(text.FUNNEL, anchor=False)
        show_funnel(view)
    with right:
        st.header(text.BY_SIZE, anchor=False)
        show_sizes(view)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(text.BY_SECTOR, anchor=False)
        show_sectors(view)
    with right:
        st.header(text.BY_MONTH, anchor=False)
        show_months(view, choose_kpi(view))
    st.header(text.FIRM_LIST, anchor=False)
    show_list(view)


def show_funnel(view: View) -> None:
    """Reached, assisted, in a network: each with its share of the step before."""
    values = load_some_values(view.publication, STEPS, view.filters)
    kpis = [view.kpis[code] for code in STEPS]
    numbers = [values.get(code) or 0.0 for code in STEPS]
    before = [None, *numbers[:-1]]
    shares = [None if not base else number / base for number, base in zip(numbers, before, strict=True)]
    shown = [
        kpi.show(number) + (f" ({format_share(share)})" if share is not None else "")
        for kpi, number, share in zip(kpis, numbers, shares, strict=True)
    ]
    bars = [
        Bar(kpi.label, number, words, view.palette.done)
        for kpi, number, words in zip(kpis, numbers, shown, strict=True)
    ]
    opens = [Rows(code, view.filters) for code in STEPS]
    frame = pd.DataFrame(
        {
            "Passo": [kpi.label for kpi in kpis],
            "Imprese": numbers,
            "Del passo prima (%)": [None if share is None else share * 100 for share in shares],
        }
    ).astype({"Del passo prima (%)": float})
    show_block(
        view,
        "imbuto",
        draw_bars(bars, view.palette),
        f"{text.FUNNEL}: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars),
        Table(frame, {}, lambda row, _: opens[row]),
        opens,
        ["La percentuale è sul passo prima; ogni passo è una parte di quello."],
    )


def show_sizes(view: View) -> None:
    """Firms reached by EU size class."""
    kpi = view.kpis[STEPS[0]]
    cells = load_split(view.publication, Split.SIZE, kpi.code, view.filters)
    values = {code: cells.get(code) or 0.0 for code in terms.SIZES}
    bars = [
        Bar(
            terms.SIZES[code],
            value,
            kpi.show(value),
            view.palette.context if code == "??" else view.palette.done,
        )
        for code, value in values.items()
    ]
    opens = [Rows(kpi.code, view.filters, "size", code, words=terms.SIZES[code]) for code in values]
    frame = pd.DataFrame({"Classe": [bar.label for bar in bars], kpi.label: list(values.values())})
    show_block(
        view,
        "imprese_per_classe",
        draw_bars(bars, view.palette),
        f"{kpi.label} per classe: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars),
        Table(frame, {}, lambda row, _: opens[row]),
        opens,
        [text.SIZE_NOTE],
    )


def show_sectors(view: View) -> None:
    """Firms reached by ATECO division: the largest as bars, all in the table."""
    kpi = view.kpis[STEPS[0]]
    cells = load_split(view.publication, Split.SECTOR, kpi.code, view.filters)
    found = sorted(((value, code) for code, value in cells.items() if value), reverse=True)
    if not found:
        st.info(text.NOTHING_HERE, icon=":material/info:")
        return
    names = [name_sector(view.publication, code) for _, code in found]
    bars = [
        Bar(
            name,
            value,
            kpi.show(value),
            view.palette.context
            if view.filters.sector not in (None, code) or code == "??"
            else view.palette.done,
        )
        for name, (value, code) in zip(names, found, strict=True)
    ]
    drawn = bars[:SECTORS_DRAWN]
    opens = [Rows(kpi.code, replace(view.filters, sector=code)) for _, code in found]
    notes = [text.SECTOR_NOTE.format(version="2007")]
    if len(bars) > len(drawn):
        rest = sum(bar.value for bar in bars[SECTORS_DRAWN:])
        notes = [
            f"{notes[0]} Altri {len(bars) - len(drawn)} settori, con {kpi.show(rest)} imprese, "
            "sono in tabella."
        ]
    frame = pd.DataFrame({text.SECTOR: names, kpi.label: [value for value, _ in found]})
    show_block(
        view,
        "imprese_per_settore",
        draw_bars(drawn, view.palette),
        f"{kpi.label} per settore: " + ", ".join(f"{bar.label} {bar.shown}" for bar in drawn),
        Table(frame, {}, lambda row, _: opens[row]),
        opens[: len(drawn)],
        notes,
    )
