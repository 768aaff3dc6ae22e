"""Sintesi: where the project stands, what changed, what is to be done."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.charts.bars import Bar, draw_bars
from dashboard.data.evidence import Rows
from dashboard.data.registry import load_partners
from dashboard.data.values import Split, load_split, load_values, split_question
from dashboard.parts.blocks import Table, show_block
from dashboard.parts.cards import show_cards, show_panels
from dashboard.parts.changes import show_changes
from dashboard.parts.money import show_money
from dashboard.parts.provinces import choose_kpi, list_places, show_map
from dashboard.parts.todo import show_todo
from dashboard.parts.verdict import pick_colour, show_verdict
from dashboard.view import View
from publication.kpis import list_headlines

DRAWN_BY_PARTNER = "networks_formed"


def draw(view: View) -> None:
    """The verdict, the headlines, provinces and partners, what changed, every KPI."""
    if not any(load_values(view.publication, view.filters).values()):
        title, words = text.NO_DATA_TITLE, text.NO_DATA
        if not view.is_filtered:
            title, words = text.NOTHING_COUNTS_TITLE, text.NOTHING_COUNTS
        st.subheader(title, anchor=False)
        st.info(words, icon=":material/info:")
        show_todo(view)
        return
    show_verdict(view)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        show_cards(view, list_headlines(view.kpis), abreast=2)
    with right:
        show_money(view)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.header(text.PROVINCES_HEADING, anchor=False, width="content")
            kpi = choose_kpi(view)
        show_map(view, kpi, list_places(view, kpi))
    left, right = st.columns([6, 5], gap="medium")
    with left:
        show_partners(view)
    with right:
        show_todo(view)
    show_changes(view)
    st.header(text.INDICATORS_HEADING, anchor=False)
    show_panels(view)


def show_partners(view: View) -> None:
    """The partners' values of a KPI, each with the tick of its target."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(text.BY_PARTNER, anchor=False, width="content")
        kpi = choose_kpi(view, "indicatore_partner", DRAWN_BY_PARTNER)
    filters = replace(view.filters, partner=None)
    values = load_split(view.publication, Split.PARTNER, kpi.code, filters)
    targets = {
        target.partner_code: target
        for target in view.targets
        if view.is_from_start
        and target.is_next
        and (target.kpi_code, target.province_code) == (kpi.code, view.filters.province)
    }
    partners = load_partners(view.publication)
    earlier = None if view.before is None else replace(view.before, partner=None)
    before = {} if earlier is None else load_split(view.publication, Split.PARTNER, kpi.code, earlier)
    bars, rows, opens = [], [], []
    for code in sorted(partners, key=lambda code: -(values.get(code) or 0.0)):
        partner = partners[code]
        value, target = values.get(code) or 0.0, targets.get(code)
        colour = view.palette.done if target is None else pick_colour(target, view.palette)
        if not view.filters.has_partner(code):
            colour = view.palette.context
        shown = kpi.show(value) + (f" su {kpi.show_target(target.target)}" if target else "")
        then = None if earlier is None else before.get(code) or 0.0
        then_shown = "" if then is None else kpi.show(then)
        goal = target.target if target else None
        bars.append(Bar(partner.short_name, value, shown, colour, goal, then, then_shown))
        opens.append(Rows(kpi.code, replace(filters, partner=code)))
        rows.append((partner.name, value, target.target if target else None))
    frame = pd.DataFrame(rows, columns=[text.PARTNER, kpi.label, "Obiettivo"]).astype({"Obiettivo": float})
    notes = [
        text.BY_PARTNER_NOTE if set(targets) - {None} else f"{text.NO_PARTNER_TARGET} {kpi.counting_note}"
    ]
    opens_before = view.all_before(opens)
    if earlier is not None:
        frame[text.COMPARED] = [bar.before for bar in bars]
        notes.append(text.COMPARED_NOTE)
    show_block(
        view,
        f"{kpi.code}_per_partner",
        draw_bars(bars, view.palette),
        f"{kpi.label} per partner: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars),
        Table(
            frame,
            {kpi.label: kpi.show, "Obiettivo": kpi.show, text.COMPARED: kpi.show},
            lambda row, column: (opens_before if column == text.COMPARED else opens)[row],
            sql=split_question(Split.PARTNER, (kpi.code,), filters),
        ),
        [*opens, *opens_before],
        notes,
    )
