"""Imprese: from contact to network, by sector, size and month, and the list with a search."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.charts.bars import Bar, draw_bars
from dashboard.data.evidence import Rows
from dashboard.data.values import Split, load_some_values, load_split, values_question
from dashboard.filters import name_sector
from dashboard.formats import format_share
from dashboard.parts.blocks import Table, show_block
from dashboard.parts.breakdown import Part, show_breakdown
from dashboard.parts.firm_list import show_list
from dashboard.parts.months import show_months
from dashboard.parts.nothing import tell_nothing
from dashboard.parts.provinces import choose_kpi
from dashboard.view import View
from publication.vocabularies import titles_of

STEPS = ("firms_reached", "firms_assisted", "firms_assisted_then_in_network")
SECTORS_DRAWN = 12


def draw(view: View) -> None:
    """Funnel, sizes, months of a chosen KPI; beside them the sectors, as high as the three; the list."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header(text.FUNNEL, anchor=False)
        show_funnel(view)
        st.header(text.BY_SIZE, anchor=False)
        show_sizes(view)
        st.header(text.BY_MONTH, anchor=False)
        show_months(view, choose_kpi(view))
    with right:
        st.header(text.BY_SECTOR, anchor=False)
        show_sectors(view)
    st.header(text.FIRM_LIST, anchor=False)
    show_list(view)


def show_funnel(view: View) -> None:
    """Reached, assisted, in a network: each with the part of the step before that went on to it."""
    passages = [_passage(view, *steps) for steps in pairwise(STEPS)]
    values = load_some_values(view.publication, (*STEPS, *passages), view.filters)
    kpis = [view.kpis[code] for code in STEPS]
    numbers = [values.get(code) or 0.0 for code in STEPS]
    shares = [None, *(values.get(code) for code in passages)]
    shown = [
        kpi.show(number) + (f" ({format_share(share)})" if share is not None else "")
        for kpi, number, share in zip(kpis, numbers, shares, strict=True)
    ]
    then = None if view.before is None else load_some_values(view.publication, STEPS, view.before)
    bars = [
        Bar(
            kpi.label,
            number,
            words,
            view.palette.done,
            before=None if then is None else then.get(kpi.code) or 0.0,
            before_shown="" if then is None else kpi.show(then.get(kpi.code) or 0.0),
        )
        for kpi, number, words in zip(kpis, numbers, shown, strict=True)
    ]
    opens = [Rows(code, view.filters) for code in STEPS]
    opens_before = view.all_before(opens)
    frame = pd.DataFrame(
        {
            "Passo": [kpi.label for kpi in kpis],
            "Imprese": numbers,
            "Del passo prima (%)": [None if share is None else share * 100 for share in shares],
        }
    ).astype({"Del passo prima (%)": float})
    notes = [text.FUNNEL_NOTE]
    if then is not None:
        frame[text.COMPARED] = [bar.before for bar in bars]
        notes.append(text.COMPARED_NOTE)
    show_block(
        view,
        "imbuto",
        draw_bars(bars, view.palette),
        f"{text.FUNNEL}: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars),
        Table(
            frame,
            {},
            lambda row, column: (opens_before if column == text.COMPARED else opens)[row],
            sql=values_question((*STEPS, *passages), view.filters),
        ),
        [*opens, *opens_before],
        notes,
    )


def _passage(view: View, before: str, step: str) -> str:
    """The KPI that is the share of a step's firms that went on to the next."""
    return next(one.code for one in view.kpis.values() if (one.numerator, one.denominator) == (step, before))


def show_sizes(view: View) -> None:
    """Firms reached by EU size class."""
    kpi = view.kpis[STEPS[0]]
    cells = load_split(view.publication, Split.SIZE, kpi.code, view.filters)
    parts = []
    for code, name in titles_of("size_class").items():
        rows = Rows(kpi.code, view.filters, "size", code, words=name)
        parts.append(Part(name, code, cells.get(code) or 0.0, rows, code == "??"))
    show_breakdown(view, "imprese_per_classe", kpi, "Classe", parts, Split.SIZE, [text.SIZE_NOTE])


def show_sectors(view: View) -> None:
    """Firms reached by ATECO division: the largest as bars, all in the table."""
    kpi = view.kpis[STEPS[0]]
    cells = load_split(view.publication, Split.SECTOR, kpi.code, view.filters)
    parts = [
        Part(
            name_sector(view.publication, code),
            code,
            value,
            Rows(kpi.code, replace(view.filters, sector=code)),
            (view.filters.sector is not None and code not in view.filters.sector.split()) or code == "??",
        )
        for value, code in sorted(((value, code) for code, value in cells.items() if value), reverse=True)
    ]
    if not parts:
        tell_nothing(view)
        return
    note = text.SECTOR_NOTE.format(version="2007")
    rest = parts[SECTORS_DRAWN:]
    if rest:
        firms = kpi.show(sum(part.value for part in rest))
        others = f"Altri {len(rest)} settori, con {firms} imprese, sono in tabella."
        note += others if len(rest) > 1 else f"Un altro settore ({firms}) è in tabella."
    show_breakdown(view, "imprese_per_settore", kpi, text.SECTOR, parts, Split.SECTOR, [note], SECTORS_DRAWN)
