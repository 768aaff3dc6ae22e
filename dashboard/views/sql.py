"""SQL: one's own question to what the other pages show, as a table, a chart, a map or a pivot, and as files."""

import re

import streamlit as st
from code_editor import code_editor

from dashboard import text
from dashboard.as_text import as_text
from dashboard.data.asked import ask_as_person, load_columns, load_relations
from dashboard.parts.asked import show_answer
from dashboard.parts.saved import choose_parameters, choose_question
from dashboard.view import View
from storage.errors import PalError

QUERY = "domanda"
_PARAMETER = re.compile(r"\$([a-z_]+)")
FIRST = "from kpi_by_province(code := 'firms_reached')"
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
    """Schema beside, editor and answer in the middle; the question stands in the address."""
    schema, middle = st.columns((1, 3))
    with schema:
        show_schema(view)
    with middle:
        choose_question(QUERY)
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
        given = choose_parameters(sorted(set(_PARAMETER.findall(sql))))
        try:
            with st.spinner(text.SQL_RUNNING):
                answer = ask_as_person(view.publication, sql, given)
        except PalError as error:
            st.error(as_text(str(error)), icon=":material/error:")
            return
        show_answer(view, sql, answer)


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
    st.dataframe(chosen.rename(columns=text.SQL_COLUMNS), hide_index=True, height=360)
    if relations[name].kind != "macro":
        with st.expander(text.SQL_SAMPLE):
            answer = ask_as_person(view.publication, f'from "{name}" limit 5', {})
            st.dataframe(answer.frame(), hide_index=True)
