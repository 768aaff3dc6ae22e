"""Province: the region at a glance, then one province in full; and who meets whose firms."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.data.asking import question_behind, records
from dashboard.data.evidence import Rows
from dashboard.data.firms import load_meetings
from dashboard.data.registry import load_partners
from dashboard.data.values import Split
from dashboard.filters import name_province, name_provinces
from dashboard.parts.blocks import Table, show_table
from dashboard.parts.breakdown import list_desks, show_breakdown
from dashboard.parts.cards import show_cards, show_panels
from dashboard.parts.months import show_months
from dashboard.parts.network_lists import show_network_list
from dashboard.parts.nothing import tell_nothing
from dashboard.parts.provinces import choose_kpi, list_places, show_map, show_ranking
from dashboard.view import View
from publication.kpis import list_headlines

MET = "firms_active"
MEETING_KINDS = {
    "own_alone": "Solo dal suo desk",
    "own_shared": "Dal suo desk e da altri",
    "others_alone": "Solo da altri",
    "elsewhere": "Altrove, dal suo desk",
}


def draw(view: View) -> None:
    """Map and ranking; a province chosen in the filters turns the page into that province."""
    kpi = choose_kpi(view)
    places = list_places(view, kpi)
    left, right = st.columns(2, gap="large")
    with left:
        show_map(view, kpi, places, has_table=False)
    with right:
        st.header(text.RANKING, anchor=False)
        show_ranking(view, kpi, places)
    if view.filters.province:
        st.header(name_provinces(view.publication, view.filters.province), anchor=False)
        show_cards(view, list_headlines(view.kpis))
        left, right = st.columns(2, gap="large")
        with left:
            st.subheader(text.DESKS_HERE, anchor=False)
            show_desks(view)
        with right:
            st.subheader(f"{kpi.label}, {text.AGAINST_REGION.lower()}", anchor=False)
            show_months(view, kpi)
        st.subheader(text.NETWORKS_HERE, anchor=False)
        show_network_list(view, text.NO_NETWORKS)
        st.header(text.INDICATORS_HEADING, anchor=False)
        show_panels(view)
    st.header(text.MEETINGS, anchor=False)
    show_meetings(view)


def show_desks(view: View) -> None:
    """The firms that each desk met, most first."""
    kpi = view.kpis[MET]
    parts = [part for part in list_desks(view, kpi) if part.value]
    if not parts:
        tell_nothing(view)
        return
    show_breakdown(view, "desk_per_provincia", kpi, "Desk", parts, Split.DESK, [text.DESKS_NOTE])


def show_meetings(view: View) -> None:
    """Of each association: the firms of its province by who met them, and those elsewhere that it met."""
    filters = replace(view.filters, province=None, partner=None)
    partners = load_partners(view.publication)
    met = load_meetings(view.publication, filters)
    rows = [
        row
        for row in records(met)
        if view.filters.has_partner(row["partner_code"])
        and (not view.filters.province or row["province_code"] in view.filters.provinces)
    ]
    if not rows:
        tell_nothing(view)
        return
    frame = pd.DataFrame(
        {
            text.PARTNER: [partners[row["partner_code"]].name for row in rows],
            text.PROVINCE: [name_province(view.publication, row["province_code"]) for row in rows],
            **{heading: [float(row[column]) for row in rows] for column, heading in MEETING_KINDS.items()},
        }
    )
    kinds = {heading: column for column, heading in MEETING_KINDS.items()}

    def open_cell(row: int, column: str) -> Rows | None:
        if column not in kinds:
            return None
        return Rows(
            MET,
            filters,
            kinds[column],
            rows[row]["partner_code"],
            words=f"{column}, {partners[rows[row]['partner_code']].name}",
        )

    table = Table(frame, {}, open_cell, text.PARTNER, sql=question_behind(met))
    show_table(view, "chi_incontra_chi", table, [text.MEETINGS_NOTE])
    st.caption(text.MEETINGS_NOTE)
