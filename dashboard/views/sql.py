"""SQL: one's own question to what the other pages show, as a table, a chart, a map or a pivot, and as files."""

import streamlit as st
from code_editor import code_editor

from dashboard import text
from dashboard.as_text import as_text
from dashboard.current import AS_IN, look_as_in, look_at_today
from dashboard.data.asked import ask_as_person, load_columns, load_relations
from dashboard.data.entities import Link, draw_links, load_links
from dashboard.models_page import link_models
from dashboard.parts.asked import show_answer
from dashboard.parts.saved import choose_parameters, choose_question, offer_saving
from dashboard.parts.tables import show_plain_table
from dashboard.periods import Period
from dashboard.view import View
from editions.folder import list_editions
from storage.errors import PalError
from storage.home import Home

QUERY = "domanda"
FIRST = "from kpi_by_province(code := 'firms_reached')"
COMMENT_WIDTH = 160  # pixels: beside name and type in a quarter of a desk's window
_BUTTONS = [
    {
        "name": text.SQL_RUN,
        "feather": "Play",
        "primary": True,
        "hasText": True,
        "alwaysOn": True,
        "showWithIcon": True,
        "commands": ["submit"],
        "style": {"bottom": "0.4rem", "right": "0.4rem"},
    }
]


def draw(view: View) -> None:
    """Editor and answer, the schema beside, below them on a telephone; the question stands in the address."""
    middle, schema = st.columns((3, 1))
    with middle:
        questions, edition = st.columns((3, 1))
        with questions:
            choose_question(QUERY)
        with edition:
            choose_edition(view)
        sql = st.query_params.get(QUERY, FIRST)
        written = code_editor(
            sql,
            lang="sql",
            height=[6, 20],
            key="sql_editor",
            buttons=_BUTTONS,
            completions=find_completions(view),
            options={"wrap": True, "enableBasicAutocompletion": True, "enableLiveAutocompletion": True},
        )
        st.caption(text.SQL_HELP)
        if written["type"] == "submit" and written["text"].strip():
            sql = written["text"]
            st.query_params[QUERY] = sql
        given = choose_parameters(view, sql)
        try:
            with st.spinner(text.SQL_RUNNING):
                answer = ask_as_person(view.publication, sql, given)
        except PalError as error:
            st.error(as_text(str(error)), icon=":material/error:")
        else:
            show_answer(view, sql, answer)
            offer_saving(sql)
    with schema:
        show_schema(view)
    with st.expander(text.SQL_ENTITIES, icon=":material/schema:"):
        st.graphviz_chart(draw_links(find_links(view)))
    link_models()


def choose_edition(view: View) -> None:
    """Today's publication or a sealed edition: as in which the views are looked at, this one too."""
    editions = {one.name: one for one in list_editions(Home.from_environment())}
    if not editions:
        return
    st.session_state["sql_edition"] = st.session_state.get(AS_IN) or text.TODAY

    def look() -> None:
        chosen = editions.get(st.session_state["sql_edition"])
        if chosen is None:
            look_at_today()
        else:
            look_as_in(chosen, Period(view.start, view.end))

    st.selectbox(text.SQL_ASKED, [text.TODAY, *reversed(editions)], key="sql_edition", on_change=look)


def find_completions(view: View) -> list[dict[str, object]]:
    """What the editor proposes: tables, views, macros, columns and parameters, with what they mean."""
    columns = load_columns(view.publication)
    found = {one.name: (one.kind, one.comment) for one in load_relations(view.publication)}
    for name, relation in zip(columns["name"], columns["relation"], strict=True):
        found.setdefault(name, (relation, ""))
    return [
        {"caption": name, "value": name, "meta": kind, "name": name, "score": 100}
        for name, (kind, _) in found.items()
    ]


def find_links(view: View) -> list[Link]:
    """The links between the tables that are there."""
    there = {one.name for one in load_relations(view.publication)}
    return [link for link in load_links() if {link.table, link.to} <= there]


def show_schema(view: View) -> None:
    """What can be asked: a relation, what it is, its columns, and its first rows."""
    relations = {one.name: one for one in load_relations(view.publication)}
    name = st.selectbox(
        text.SQL_SCHEMA,
        list(relations),
        format_func=lambda one: f"{one} · {relations[one].kind}",
        key="sql_relation",
    )
    st.caption(as_text(relations[name].comment))
    columns = load_columns(view.publication)
    chosen = columns.loc[columns["relation"] == name, ["name", "type", "comment"]]
    shown = chosen.rename(columns=text.SQL_COLUMNS)
    show_plain_table("sql_colonne", shown, {text.SQL_COLUMNS["comment"]: COMMENT_WIDTH})
    if relations[name].kind != "macro":
        with st.expander(text.SQL_SAMPLE):
            answer = ask_as_person(view.publication, f'from "{name}" limit 5', {})
            st.dataframe(answer.frame(), hide_index=True)
        around = [link for link in find_links(view) if name in (link.table, link.to)]
        if around:
            with st.expander(text.SQL_LINKS):
                st.graphviz_chart(draw_links(around))
