"""The SQL view: a question in the link is answered, errors are told in Italian, "mostra SQL" gives the number."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from visiting_views import TITLES, open_view

from dashboard import text
from dashboard.data.asked import ask_as_person, load_columns, load_relations
from dashboard.data.asking import Filters
from dashboard.data.evidence import Rows, count_evidence
from dashboard.data.questions import WORKED, load_questions
from dashboard.data.values import load_values
from dashboard.parts import blocks
from publication.reader import Publication
from storage.home import Home

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


NOT_ASKED = {"Obiettivo", text.BUDGETED}
"""Columns that stand beside the answer: of another question, or worked out from it (their heading has a %)."""


@pytest.mark.parametrize(
    "title", [one for one in TITLES if one not in (text.SQL, text.EDITIONS, text.GLOSSARY)]
)
@pytest.mark.parametrize("filters", [{}, {"provincia": "LC"}, {"partner": "lecco"}])
def test_every_table_shows_the_sql_that_gives_its_figures(
    publication: Publication,
    made_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    title: str,
    filters: dict[str, str],
) -> None:
    monkeypatch.setenv("PAL_HOME", str(made_home))
    shown: list[list[float]] = []
    linked: list[tuple[list[float], str]] = []
    cards: list[str] = []

    def show(_: str, frame: pd.DataFrame, *__: object, **given: Any) -> None:
        figures = given.get("figures") or {}
        columns = {
            name: list(figures.get(name, frame[name]))
            for name in frame
            if name in figures or frame[name].dtype.kind in "fi" or str(frame[name].dtype) == "Int64"
        }
        wanted = [values for name, values in columns.items() if "%" not in name and name not in NOT_ASKED]
        shown.append([float(one) for values in wanted for one in values if not pd.isna(one) and one])

    monkeypatch.setattr(blocks, "show_plain_table", show)
    monkeypatch.setattr(blocks, "link_sql", lambda sql: linked.append((shown[-1], sql)))
    monkeypatch.setattr("dashboard.parts.cards.link_sql", lambda sql, _: cards.append(sql))
    open_view(made_home, monkeypatch, title, **filters)
    assert linked
    for numbers, sql in linked:
        answer = publication.query(sql).rows
        found = [float(one) for row in answer for one in row if isinstance(one, int | float | Decimal)]
        for number in numbers:
            assert any(number == pytest.approx(one) for one in found), (title, number, sql)
    for sql in cards:
        assert len(list(publication.query(sql).rows)) == 1


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


def test_a_saved_question_is_opened_with_its_parameters(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view(made_home, monkeypatch, text.SQL)
    view.selectbox(key="sql_saved").set_value("Quante imprese abbiamo raggiunto?").run()
    view.text_input(key="sql_parameter_province").set_value("lc").run()
    assert not view.exception
    assert any("1 righe" in one.value for one in view.caption)
    view.text_input(key="sql_parameter_province").set_value("'; drop table meta; --").run()
    assert "non è una provincia" in view.error[0].value
