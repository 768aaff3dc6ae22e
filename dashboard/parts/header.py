"""The head of every view: title, what is shown in words, how fresh the data is and who has delivered."""

import streamlit as st

from dashboard import text
from dashboard.data import find_moment, load_partners, load_partners_in
from dashboard.formats import format_long_date, format_moment, in_rome
from warehouse.reader import Publication


def show_header(publication: Publication, title: str, words: str) -> None:
    """Title and filters in words on the left, freshness on the right."""
    left, right = st.columns([3, 2], vertical_alignment="bottom", gap="medium")
    with left, st.container(gap=None):
        st.markdown(f":green[**{text.TITLE}**]")
        st.title(title, anchor=False)
        st.caption(words)
    with right, st.container(horizontal_alignment="right", gap=None):
        received, built = (find_moment(publication, key) for key in ("newest_received_at", "built_at"))
        fresh = f"Dati al {format_long_date(in_rome(received).date())}" if received else "Nessuna consegna"
        st.markdown(f"**{fresh}**", width="content")
        expected, arrived = len(load_partners(publication)), load_partners_in(publication)
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            if built:
                st.caption(f"Pubblicati il {format_moment(built)}", width="content")
            st.badge(
                f"{arrived} partner su {expected}",
                color="green" if arrived >= expected else "orange",
                help=text.PARTNERS_IN,
            )
