"""Saved questions on the SQL page: chosen by title, their parameters as fields."""

import streamlit as st

from dashboard import text
from dashboard.as_text import as_text
from dashboard.data.questions import Question, load_questions
from storage.home import Home

PARAMETER_NAMES = {
    "province": "Provincia (sigla)",
    "partner": "Partner (codice)",
    "desk": "Desk (codice)",
    "sector": "Settore (due cifre)",
    "since": "Dal giorno (AAAA-MM-GG)",
    "until": "Al giorno (AAAA-MM-GG)",
}


def choose_question(query: str) -> Question | None:
    """The saved question that the reader chose; its text goes into the address in place of another."""
    saved = {one.title: one for one in load_questions(Home.from_environment())}

    def open_it() -> None:
        chosen = st.session_state["sql_saved"]
        if chosen is not None:
            st.query_params[query] = saved[chosen].sql

    st.selectbox(
        text.SQL_SAVED,
        list(saved),
        index=None,
        placeholder=text.SQL_CHOOSE,
        key="sql_saved",
        on_change=open_it,
    )
    chosen = saved.get(st.session_state["sql_saved"] or "")
    if chosen is not None:
        st.caption(as_text(" · ".join(filter(None, (chosen.about, chosen.owner)))))
    return chosen


def choose_parameters(names: list[str]) -> dict[str, object]:
    """A field for each parameter of the question; an empty one is NULL."""
    given: dict[str, object] = {}
    for name, place in zip(names, st.columns(max(1, len(names))), strict=False):
        label = PARAMETER_NAMES.get(name, name)
        given[name] = place.text_input(label, key=f"sql_parameter_{name}").strip() or None
    return given
