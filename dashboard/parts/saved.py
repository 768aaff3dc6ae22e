"""Saved questions on the SQL page: chosen by title, their parameters the page's filters or fields; and saved."""

import streamlit as st

from dashboard import text
from dashboard.as_text import as_text
from dashboard.data.questions import Question, find_parameters, load_questions, save_question
from dashboard.view import View
from storage.errors import WrongUse
from storage.home import Home

FILTERED = ("since", "until", "province", "partner", "sector")
"""Parameters that the page's filters give."""
PARAMETER_NAMES = {"desk": "Desk (codice)"}


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


def choose_parameters(view: View, sql: str) -> dict[str, object]:
    """The parameters' values: from the page's filters where they have it, else from a field; empty is NULL."""
    names = find_parameters(sql)
    chosen = view.filters.parameters()
    own = [name for name in names if name not in FILTERED]
    used = [name for name in names if name in FILTERED]
    told = {name: chosen[name] for name in FILTERED if chosen[name] is not None}
    if used:
        st.caption(text.SQL_FILTERED.format(names=", ".join(f"`${name}`" for name in used)))
    elif told:
        st.caption(text.SQL_NOT_FILTERED.format(names=", ".join(f"`${name}`" for name in told)))
    given: dict[str, object] = {name: chosen[name] for name in used}
    for name, place in zip(own, st.columns(max(1, len(own))), strict=False):
        label = PARAMETER_NAMES.get(name, name)
        given[name] = place.text_input(label, key=f"sql_parameter_{name}").strip() or None
    return given


def offer_saving(sql: str) -> None:
    """A question that was answered may be kept, under a title, for all who open this dashboard."""
    with (
        st.popover(text.SQL_SAVE, icon=":material/bookmark_add:"),
        st.form("sql_save", border=False, enter_to_submit=False),
    ):
        title = st.text_input(text.SQL_TITLE, max_chars=120)
        about = st.text_input(text.SQL_ABOUT, max_chars=300)
        owner = st.text_input(text.SQL_OWNER, max_chars=60)
        replacing = st.checkbox(text.SQL_REPLACE)
        if st.form_submit_button(text.SQL_SAVE_IT, type="primary"):
            try:
                save_question(Home.from_environment(), title, about, owner, sql, replacing)
            except WrongUse as error:
                st.error(as_text(str(error)), icon=":material/error:")
            else:
                st.success(text.SQL_SAVED_IT.format(title=as_text(title)), icon=":material/bookmark_added:")
