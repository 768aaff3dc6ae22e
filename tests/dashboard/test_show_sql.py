"""“Mostra SQL”: every figure, chart and table is followed by the question that gives it, which an analyst may ask."""

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
from pandas.api.types import is_numeric_dtype
from pandas.io.formats.style import Styler
from thorough import some_of
from visiting_views import FILTERS, TITLES, open_view

from dashboard import text
from dashboard.data.asked import ask_as_person
from dashboard.data.asking import Filters, question_behind
from dashboard.data.changes import load_replaced
from dashboard.data.delivered import Delivered, count_delivered
from dashboard.data.evidence import Rows, count_evidence
from dashboard.data.values import load_values
from publication.reader import Publication


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
    "title",
    some_of([one for one in TITLES if one not in (text.SQL, text.EDITIONS, text.GLOSSARY)], TITLES[:4]),
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
