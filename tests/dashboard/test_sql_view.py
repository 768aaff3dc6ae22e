"""The SQL view: a question in the link is answered, errors are told in Italian, "mostra SQL" gives the number."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
import streamlit as st
import yaml
from hostile_lists import names
from pal_home import ask
from pandas.api.types import is_numeric_dtype
from pandas.io.formats.style import Styler
from plotly.graph_objects import Figure
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from visiting_views import TITLES, open_view

from dashboard import models_page, text
from dashboard.as_text import as_figure_text, as_text
from dashboard.current import open_as_in
from dashboard.data.asked import ask_as_person, load_columns, load_relations
from dashboard.data.asking import Filters, question_behind
from dashboard.data.changes import load_replaced
from dashboard.data.delivered import Delivered, count_delivered
from dashboard.data.entities import MARTS, draw_links, load_links
from dashboard.data.evidence import Rows, count_evidence
from dashboard.data.questions import WORKED, load_questions, save_question
from dashboard.data.values import load_values
from dashboard.parts.asked import show_pivot
from publication.reader import Publication
from storage.errors import WrongUse
from storage.home import Home
from storage.literals import sql_literal

FILTERS = [
    Filters(),
    Filters(province="LC", since=date(2012, 3, 1)),
    Filters(partner="lecco", sector="25", until=date(2012, 12, 31)),
]


@pytest.mark.parametrize("filters", FILTERS)
def test_show_sql_gives_the_figure_of_the_dashboard(
    publication: Publication, made_home: Path, monkeypatch: pytest.MonkeyPatch, filters: Filters
) -> None:
    monkeypatch.setenv("PAL_HOME", str(made_home))
    values = load_values(publication, filters)
    for code in ("firms_reached", "networks_formed", "expenses_paid_eur", "interprovincial_share"):
        [row] = ask_as_person(publication, Rows(code, filters).as_sql(), {}).rows()
        assert row == (code, values[code])
    part = Rows("firms_reached", filters, "size", "micro")
    answer = ask_as_person(publication, part.as_sql(), {}).frame()
    counts = count_evidence(publication, part)
    assert answer["subject_id"].nunique() == (0 if counts.empty else counts["subjects"].iloc[0])


NOT_ASKED = {"Obiettivo", text.BUDGETED, "Pubblicato allora", "Correzioni"}
"""Columns that stand beside the answer: of another question, or worked out from it (their heading has a %)."""
OPENED = {
    text.NETWORKS: {"rete": "n1"},
    text.OVERVIEW: {"dal": "2013-06-29"},
}
"""What is chosen in a view so that all that it may show is there."""


@dataclass
class Shown:
    """What a page showed, in order: `chart`, the figures of a table, the question of a link."""

    things: list[tuple[str, Any]] = field(default_factory=list)

    def table(self, data: Any, **_: object) -> None:
        frame = data.data if isinstance(data, Styler) else data
        numeric = [
            name
            for name in frame
            if is_numeric_dtype(frame[name]) and "%" not in name and name not in NOT_ASKED
        ]
        figures = [float(one) for name in numeric for one in frame[name] if not pd.isna(one) and one]
        self.things.append(("table", figures))

    def link(self, label: str, url: str, **_: object) -> None:
        [sql] = parse_qs(urlsplit(url).query)["domanda"]
        self.things.append(("link" if label == text.SHOW_SQL else "card", sql))

    def pairs(self) -> Iterator[tuple[str, Any, str]]:
        """Each chart and table with the question of the link that follows it; fails where none does."""
        for place, (kind, figures) in enumerate(self.things):
            if kind in ("chart", "table"):
                following = [one for one, _ in self.things[place + 1 :]]
                links = following.index("link") if "link" in following else len(following)
                assert kind not in following[:links], (kind, figures, self.things[place + 1 :][:2])
                yield kind, figures, self.things[place + 1 + links][1]

    def cards(self) -> list[str]:
        """The questions of single figures."""
        return [sql for kind, sql in self.things if kind == "card"]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What the page that is opened next shows, instead of drawing it."""
    shown = Shown()
    monkeypatch.setattr(st, "dataframe", shown.table)
    monkeypatch.setattr(st, "link_button", shown.link)
    monkeypatch.setattr(st, "plotly_chart", lambda *_, **__: shown.things.append(("chart", [])))
    return shown


@pytest.mark.parametrize(
    "title", [one for one in TITLES if one not in (text.SQL, text.EDITIONS, text.GLOSSARY)]
)
@pytest.mark.parametrize(
    "filters",
    [
        pytest.param({}, marks=pytest.mark.thorough),
        pytest.param({"provincia": "LC", "partner": "lecco"}, marks=pytest.mark.thorough),
        {"provincia": "LC CO MI", "settore": "25 28", "periodo": "2012", "rispetto": "anno-prima"},
    ],
)
def test_every_chart_and_table_shows_the_sql_that_gives_its_figures(
    publication: Publication,
    made_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    shown: Shown,
    title: str,
    filters: dict[str, str],
) -> None:
    """Of every view, all but what no publication's table holds: the list of editions, and two compared."""
    open_view(made_home, monkeypatch, title, **filters, **OPENED.get(title, {}))
    pairs = list(shown.pairs())
    assert pairs
    for _, figures, sql in pairs:
        answer = publication.query(sql).rows
        found = [float(one) for row in answer for one in row if isinstance(one, int | float | Decimal)]
        for figure in figures:
            assert any(figure == pytest.approx(one) for one in found), (title, figure, sql)
    for sql in shown.cards():
        assert len(list(publication.query(sql).rows)) == 1


@pytest.mark.parametrize("partner", [None, "lecco"])
def test_the_rows_of_a_window_and_those_replaced_show_their_sql(
    publication: Publication,
    made_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    shown: Shown,
    partner: str | None,
) -> None:
    window = Delivered("outcome", "", partner, "superseded")
    told = {"consegnate": f"outcome;a=superseded{f';partner={partner}' if partner else ''}"}
    open_view(made_home, monkeypatch, text.DELIVERIES, **told)
    answers = [list(publication.query(sql).rows) for _, _, sql in shown.pairs()]
    assert count_delivered(publication, window) == len(answers[-1]) > 0
    replaced = load_replaced(publication, date(2013, 6, 30), partner)
    assert len(list(publication.query(question_behind(replaced)).rows)) == len(replaced) > 0


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
    shown = Shown()
    monkeypatch.setattr(st, "link_button", lambda label, url, **_: shown.things.append((label, url)))
    open_view(reported_home, monkeypatch, text.PROVINCES, come="2012", periodo="2012")
    [(_, url), *_] = shown.things
    [sql], [edition] = (parse_qs(urlsplit(url).query)[name] for name in ("domanda", "come"))
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


@pytest.mark.parametrize("filters", FILTERS)
def test_worked_questions_answer_and_give_the_figures_of_the_dashboard(
    publication: Publication, made_home: Path, monkeypatch: pytest.MonkeyPatch, filters: Filters
) -> None:
    monkeypatch.setenv("PAL_HOME", str(made_home))
    questions = load_questions(Home(made_home))
    assert len(questions) == len(list(WORKED.glob("*.sql"))) >= 25
    compared = 0
    for question in questions:
        given = {name: getattr(filters, name) for name in question.parameters}
        rows = list(publication.query(question.sql, given).dicts())
        narrowed = Filters(**{name: value for name, value in given.items() if value is not None})
        values = load_values(publication, narrowed)
        total = {
            "province_code",
            "partner_code",
            "sector_code",
            "desk_code",
            "size_class",
            "month",
            "evidence_level",
        }
        for row in rows:
            if {"kpi_code", "value"} <= set(row) and all(row.get(name) is None for name in total):
                assert row["value"] == values[row["kpi_code"]], question.title
                compared += 1
    assert compared > 20


def test_a_worked_question_takes_the_filters_of_the_page(
    made_home: Path, monkeypatch: pytest.MonkeyPatch, publication: Publication
) -> None:
    view = open_view(made_home, monkeypatch, text.SQL, partner="lecco")
    assert any("non cambiano" in one.value for one in view.caption)
    view.selectbox(key="sql_saved").set_value("Quante imprese abbiamo raggiunto?").run()
    assert not view.exception
    assert any("I filtri della pagina danno" in one.value for one in view.caption)
    [answer] = [one.value for one in view.dataframe if "kpi_code" in one.value]
    value = load_values(publication, Filters(partner="lecco"))["firms_reached"]
    assert list(answer["value"]) == [value]


def test_a_question_that_was_answered_is_saved_and_asked_again(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(made_home, home, symlinks=True)
    sql = "select $misura as chosen, -- titolo: un altro\nvalue from kpi(code := 'firms_reached')"
    view = open_view(home, monkeypatch, text.SQL, domanda=sql)
    view.text_input(key="sql_parameter_misura").set_value("'; drop table meta; --").run()
    fields = {one.label: one for one in view.text_input}
    fields[text.SQL_TITLE].set_value("Là, *quante*?\n-- di: nessuno")
    fields[text.SQL_OWNER].set_value("Anna")
    save = next(one for one in view.button if one.label == text.SQL_SAVE_IT)
    save.click().run()
    assert not view.error
    [path] = (home / "questions").iterdir()
    assert (path.name, path.stat().st_mode & 0o777) == ("la_quante_di_nessuno.sql", 0o600)
    [saved] = [one for one in load_questions(Home(home)) if one.owner == "Anna"]
    assert saved.title == "Là, *quante*? -- di: nessuno"
    assert saved.parameters == ("misura",)
    view = open_view(home, monkeypatch, text.SQL)
    view.selectbox(key="sql_saved").set_value(saved.title).run()
    view.text_input(key="sql_parameter_misura").set_value("'; drop table meta; --").run()
    assert not view.error
    [answered] = [one.value for one in view.dataframe if "chosen" in one.value.columns]
    assert list(answered["chosen"]) == ["'; drop table meta; --"]
    with pytest.raises(WrongUse, match="già"):
        save_question(Home(home), saved.title, "", "", "select 1")
    save_question(Home(home), saved.title, "", "", "select 1", replacing=True)
    mark = "RSSMRA80A01F205X mario@posta.example"
    with pytest.raises(WrongUse, match="di una persona"):
        save_question(Home(home), "Chi", mark, "", "select 1")
    (home / "questions" / "la_quante_di_nessuno.sql").write_text(f"-- titolo: {mark}\nselect '{mark}'")
    [written] = [one for one in load_questions(Home(home)) if one.sql.startswith("select '")]
    assert not {"RSSMRA", "@"} & {part for part in ("RSSMRA", "@") if part in f"{written.title}{written.sql}"}
    for title in ("", "../..", load_questions(Home(home))[0].title):
        with pytest.raises(WrongUse):
            save_question(Home(home), title, "", "", "select 1")
    assert len(list((home / "questions").iterdir())) == 1


def test_hostile_saved_questions_are_listed_as_text_and_refused(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Titles, words and owners that a file may hold, and files that are no questions."""
    home = tmp_path / "home"
    shutil.copytree(made_home, home, symlinks=True)
    folder = home / "questions"
    folder.mkdir()
    taken = tmp_path / "taken.csv"
    hostile = [" ".join(name.split()) for name in names() if "\x00" not in name and name.strip()]
    for number, name in enumerate(hostile):
        head = "".join(f"-- {key}: {name}\n" for key in ("titolo", "testo", "di", "parametro"))
        (folder / f"{number}.sql").write_text(f"{head}copy meta to '{taken}'\n", encoding="utf-8")
    (folder / "link.sql").symlink_to("/etc/passwd")
    (folder / "binary.sql").write_bytes(b"\xff\xfe\x00select 1")
    (folder / "long.sql").write_text("select 1 " * 20_000)
    saved = [one for one in load_questions(Home(home)) if one.sql.startswith("copy")]
    assert len(saved) > len(hostile) * 0.9
    assert not any("root:" in one.sql for one in load_questions(Home(home)))
    view = open_view(home, monkeypatch, text.SQL)
    for question in saved[:: len(saved) // 3]:
        view.selectbox(key="sql_saved").set_value(question.title).run()
        assert not view.exception
        assert len(view.error) == 1
        about = " · ".join(filter(None, (question.about, question.owner)))
        assert as_text(about).strip() in [one.value.strip() for one in view.caption]
    assert not taken.exists()


def test_a_question_that_is_refused_is_not_to_be_saved(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.SQL, domanda="drop table meta")
    assert len(view.error) == 1
    assert not [one for one in view.button if one.label == text.SQL_SAVE_IT]


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
