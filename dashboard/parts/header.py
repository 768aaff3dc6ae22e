"""The head of every view: title, what is shown in words, how fresh the data is and which partners are in."""

import streamlit as st

from dashboard import text
from dashboard.data.asking import find_moment
from dashboard.data.months import find_absent
from dashboard.data.registry import load_partners
from dashboard.formats import (
    format_long_date,
    format_moment,
    in_rome,
    join_months,
    join_words,
)
from dashboard.view import View


def show_header(view: View, title: str) -> None:
    """Title and filters in words on the left; newest delivery, build and partners on the right."""
    left, right = st.columns([3, 2], vertical_alignment="bottom", gap="medium")
    with left, st.container(gap=None):
        st.title(title, anchor=False)
        st.caption(f"{text.TITLE} · {view.words}")
    with right, st.container(horizontal_alignment="right", gap=None):
        received, built = (find_moment(view.publication, key) for key in ("newest_received_at", "built_at"))
        fresh = f"Dati al {format_long_date(in_rome(received).date())}" if received else text.NO_DELIVERY
        st.markdown(f"**{fresh}**", width="content")
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            if built:
                st.caption(f"Pubblicati il {format_moment(built)}", width="content")
            show_partners_in(view)
    show_provisional(view)


def show_partners_in(view: View) -> None:
    """`7 partner su 8`, and who is missing for which months."""
    partners, absent = load_partners(view.publication), find_absent(view.partner_months)
    lacking = [
        f"{partners[code].short_name} ({join_months(months)})"
        for code, months in absent.items()
        if code in partners
    ]
    st.badge(
        f"{len(partners) - len(absent)} partner su {len(partners)}",
        color="orange" if absent else "green",
        help=f"{text.PARTNERS_IN} {f'Mancano: {join_words(lacking)}.' if lacking else text.ALL_IN}",
    )


def show_provisional(view: View) -> None:
    """Which months are provisional, where there are some."""
    if view.provisional:
        months = text.PROVISIONAL.format(months=join_months(view.provisional))
        st.caption(f":orange[:material/hourglass_top:] {months}")
