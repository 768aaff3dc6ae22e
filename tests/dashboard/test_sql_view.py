"""The SQL view: a question in the link is answered, today or in an edition, its answer drawn; the models are linked."""

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
import streamlit as st
import yaml
from hostile_lists import names
from pal_home import ask
from plotly.graph_objects import Figure
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from visiting_views import open_view

from dashboard import models_page, text
from dashboard.as_text import as_figure_text
from dashboard.current import open_as_in
from dashboard.data.asked import load_columns, load_relations
from dashboard.data.entities import MARTS, draw_links, load_links
from dashboard.parts.asked import show_pivot
from publication.reader import Publication
from storage.literals import sql_literal


def test_an_edition_is_asked_where_it_is_chosen_and_where_a_page_shows_it(
    reported_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two firms were reached in 2012 by contacts that came after its edition."""
    asked = "select value from kpi(code := 'firms_reached', since := '2012-01-01', until := '2012-12-31')"
    view = open_view(reported_home, monkeypatch, text.SQL, domanda=asked)

    def value() -> float:
        return float(next(one.value for one in view.dataframe if list(one.value) == ["value"])["value"][0])

    today = value()
    view.selectbox(key="sql_edition").set_value("2012").run()
    assert not view.exception
    assert value() == today - 2
    assert ask(reported_home, "sql", asked, "--edition", "2012") == [{"value": today - 2}]
    assert view.query_params["come"] == "2012"
    view.selectbox(key="sql_edition").set_value(text.TODAY).run()
    assert value() == today
    linked: list[str] = []
    monkeypatch.setattr(st, "link_button", lambda _, url, **__: linked.append(url))
    open_view(reported_home, monkeypatch, text.PROVINCES, come="2012", periodo="2012")
    [sql], [edition] = (parse_qs(urlsplit(linked[0]).query)[name] for name in ("domanda", "come"))
    view = open_view(reported_home, monkeypatch, text.SQL, domanda=sql, come=edition)
    sealed = open_as_in(reported_home, "2012").query(sql).dicts()
    answer = next(one.value for one in view.dataframe if "kpi_code" in one.value)
    assert list(answer["value"]) == [row["value"] for row in sealed]


def test_a_question_in_the_link_is_answered(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_view(made_home, monkeypatch, text.SQL, domanda="from kpi(code := 'firms_reached')")
    assert any("1 righe" in one.value for one in view.caption)
    assert any("firms_reached" in str(one.value) for one in view.dataframe)
    wrong = open_view(made_home, monkeypatch, text.SQL, domanda="from kpi_by_provinc()")
    assert "intendi" in wrong.error[0].value
    hostile = open_view(made_home, monkeypatch, text.SQL, domanda="copy meta to '/tmp/pal-taken.csv'")
    assert len(hostile.error) == 1
    assert not Path("/tmp/pal-taken.csv").exists()  # noqa: S108


def test_the_schema_tells_of_macros_views_and_tables(publication: Publication) -> None:
    kinds = {one.name: one.kind for one in load_relations(publication)}
    assert (kinds["kpi"], kinds["firm_partners"], kinds["dim_firms"]) == ("macro", "vista", "tabella")
    columns = load_columns(publication)
    assert "province" in set(columns.loc[columns["relation"] == "kpi", "name"])


def test_hostile_headings_and_cells_of_an_answer_are_text(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The quick chart drew a link of a heading, or of a cell, as a link."""
    drawn: list[Figure] = []
    monkeypatch.setattr(st, "plotly_chart", lambda figure, **_: drawn.append(figure))
    hostile = [name for name in names() if "\x00" not in name and name.strip()]
    for half in (hostile[::2], hostile[1::2]):
        columns = ", ".join(f"{sql_literal(one)} as {quoted(one)}, 1 as {quoted(f'{one}.')}" for one in half)
        view = open_view(made_home, monkeypatch, text.SQL, domanda=f"select {columns}")
        assert not view.error
        [answer] = [one.value for one in view.dataframe if len(one.value.columns) == 2 * len(half)]
        assert {*half} <= {*answer.columns}
        for name in half:
            if "<" in name:
                view.selectbox(key="sql_over").set_value(name).run()
                view.selectbox(key="sql_value").set_value(f"{name}.").run()
                assert "<a" not in drawn[-1].to_json().replace("\\u003c", "<")
                assert as_figure_text(name) == drawn[-1].layout.xaxis.title.text == drawn[-1].data[0].x[0]


def test_no_pivot_takes_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question in a link is drawn at once, its pivot too: of 100,000 rows it wanted 95 GB."""
    drawn: list[pd.DataFrame] = []
    monkeypatch.setattr(st, "dataframe", lambda frame, **_: drawn.append(frame))
    for rows in (50, 2_000):
        told = {"a": [f"a{row}" for row in range(rows)], "b": [f"b{row}" for row in range(rows)], "c": 1}
        show_pivot(pd.DataFrame(told), ["a", "b"], ["c"])
    assert [frame.shape for frame in drawn] == [(50, 50)]


def quoted(name: str) -> str:
    """A name as SQL reads it."""
    return '"' + name.replace('"', '""') + '"'


def test_an_answer_by_province_is_a_map_too(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[object, ...]] = []
    monkeypatch.setattr("dashboard.parts.asked.blocks.show_chart", lambda *given: drawn.append(given))
    open_view(made_home, monkeypatch, text.SQL, domanda="from kpi_by_province(code := 'firms_reached')")
    [(_, key, _, words)] = drawn
    assert key == "sql_map"
    assert "LC " in str(words)
    nowhere = open_view(made_home, monkeypatch, text.SQL, domanda="select 'XX' as province, 1 as value")
    assert any(one.value == text.SQL_NO_MAP for one in nowhere.info)
    assert len(drawn) == 1


def test_tables_are_linked_as_their_models_say() -> None:
    links = {(link.table, link.column): link.to for link in load_links()}
    assert links["fct_kpi_evidence", "kpi_code"] == "dim_kpis"
    assert links["dim_desks", "partner_code"] == "dim_partners"
    models = [one for path in MARTS.glob("*.yml") for one in yaml.safe_load(path.read_text())["models"]]
    columns = {(model["name"], column["name"]) for model in models for column in model["columns"]}
    for (table, column), to in links.items():
        assert {(table, column), (to, column)} <= columns
    assert '"fct_kpi_evidence" -> "dim_kpis" [label="kpi_code"]' in draw_links(load_links())


def test_the_models_are_linked_and_served_where_their_page_was_made(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(made_home, home, symlinks=True)
    visitor = TestClient(Starlette(routes=[Route(models_page.ADDRESS, models_page.serve_models)]))
    linked: list[str] = []
    monkeypatch.setattr(st, "link_button", lambda _, url, **__: linked.append(url))
    open_view(home, monkeypatch, text.GLOSSARY)
    assert models_page.ADDRESS not in linked
    assert visitor.get(models_page.ADDRESS).text == text.NO_MODELS_PAGE
    (home / "docs").mkdir()
    models_page.find_page().write_text("<p>modelli</p>")
    open_view(home, monkeypatch, text.GLOSSARY)
    assert models_page.ADDRESS in linked
    assert visitor.get(models_page.ADDRESS).text == "<p>modelli</p>"
