"""Sintesi: where the project stands, on one page."""

import streamlit as st

from dashboard import text
from dashboard.data import load_values
from dashboard.filters import choose_filters
from dashboard.parts.cards import find_targets, show_headline_cards, show_panels
from dashboard.parts.evidence import open_wanted_rows
from dashboard.parts.header import show_header
from dashboard.parts.provinces import show_provinces
from dashboard.publication import open_current, tell_new_build


def show() -> None:
    """Draw the page from one publication."""
    publication = open_current()
    tell_new_build(publication)
    head = st.container()
    filters, words = choose_filters(publication)
    with head:
        show_header(publication, text.OVERVIEW, words)
    values = load_values(publication, filters)
    if not any(values.values()):
        st.subheader(text.NO_DATA_TITLE, anchor=False)
        st.info(text.NO_DATA, icon=":material/info:")
        return
    targets = find_targets(publication, filters)
    show_headline_cards(publication, values, filters, targets)
    show_provinces(publication, filters)
    st.header(text.INDICATORS_HEADING, anchor=False)
    show_panels(publication, values, targets)
    open_wanted_rows(publication, filters, words)
