"""The SQL view: a question in the link is answered, errors are told in Italian, "mostra SQL" gives the number."""

from datetime import date
from pathlib import Path

import pytest
from visiting_views import open_view

from dashboard import text
from dashboard.data.asked import ask_as_person, load_columns, load_relations
from dashboard.data.asking import Filters
from dashboard.data.evidence import Rows, count_evidence
from dashboard.data.questions import WORKED, load_questions
from dashboard.data.values import load_values
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
