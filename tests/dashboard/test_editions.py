"""The view Edizioni: what is sealed, its state and files, two compared; any view as in an edition."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from pal_home import copy_home
from streamlit.testing.v1 import AppTest
from thorough import some_of
from visiting_views import TITLES, open_front_door, open_view

from dashboard import text
from dashboard.current import AS_IN, NotInEdition, check_knows, open_as_in
from dashboard.data.asking import Filters
from dashboard.data.registry import load_kpis
from dashboard.parts import edition_comparison
from dashboard.parts.edition_comparison import Moved, Pair, load_differences, load_moved
from editions.comparing.pair import open_comparison
from editions.drafts import write_draft
from editions.folder import REPORT, find_edition
from publication.kpis import list_headlines
from publication.reader import Publication, open_published
from storage.home import Home

EDITIONS = "Edizioni"


@pytest.fixture
def home(reported_home: Path) -> Home:
    return Home(reported_home)


def find_table(page: AppTest, heading: str) -> list[dict[str, object]]:
    """The first table with a column of this name."""
    found = next(one.value for one in page.dataframe if heading in one.value.columns)
    rows: list[dict[str, object]] = found.to_dict("records")
    return rows


def test_before_the_first_edition_it_says_what_to_do(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(sample_home, monkeypatch, EDITIONS)
    assert any("pal edition seal" in info.value for info in page.info)


def test_it_lists_an_edition_with_its_state_files_and_checks(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(home.root, monkeypatch, EDITIONS)
    [listed] = find_table(page, "Titolo")
    assert (listed["Edizione"], listed["Stato"], listed["Di"]) == ("2012", "sigillata", "Anna")
    assert "Carla" in {row["Ne risponde"] for row in find_table(page, "Ne risponde")}
    assert "Anno 2012" in [header.value for header in page.header]
    assert (find_edition(home, "2012").folder / REPORT / "report.pdf").is_file()


@pytest.mark.parametrize("title", some_of(TITLES, [text.SERVICES]))
def test_every_view_answers_as_in_an_edition(title: str, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_view(home.root, monkeypatch, title, come="2012")
    assert [shown.value for shown in view.title] == [title]
    assert not view.error


def test_a_draft_stands_above_what_is_sealed_with_the_day_in_italian(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Home(copy_home(home.root, tmp_path / "home"))
    write_draft(own, "2013-S1", "Primo semestre 2013", date(2013, 1, 1), date(2013, 6, 30), "Bruno")
    page = open_view(own.root, monkeypatch, EDITIONS)
    draft, sealed = find_table(page, "Titolo")
    assert (draft["Edizione"], draft["Stato"], draft["Di"]) == ("2013-S1", "bozza", "Bruno")
    assert draft["Il"] == f"{date.today():%d/%m/%Y}"
    assert sealed["Edizione"] == "2012"


@pytest.mark.parametrize(
    ("filters", "reached"),
    [({}, 2), ({"provincia": "SO"}, 2), ({"partner": "lecco"}, 2)],
)
def test_it_compares_with_today_by_cause(
    home: Home, monkeypatch: pytest.MonkeyPatch, filters: dict[str, str], reached: float
) -> None:
    page = open_view(home.root, monkeypatch, EDITIONS, **filters)
    rows = {row["Indicatore"]: row for row in find_table(page, "Consegna successiva")}
    assert rows["Imprese raggiunte"]["Differenza"] == reached
    assert rows["Imprese raggiunte"]["Consegna successiva"] == reached
    assert rows["Imprese raggiunte"]["Correzione"] == 0


def test_a_province_without_a_change_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_view(home.root, monkeypatch, EDITIONS, provincia="MN")
    assert any("Nessun valore è cambiato" in element.value for element in page.markdown)


@pytest.fixture
def compared(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """The edition beside today, made ready for comparing once though every window makes it ready for itself."""
    with open_comparison(home, "2012", "oggi") as comparison:
        monkeypatch.setattr(edition_comparison, "open_comparison", lambda *_: nullcontext(comparison))
        yield Pair(home.root, "2012", "oggi", "shared")


def test_the_subjects_behind_a_difference_add_up_to_it(compared: Pair) -> None:
    pair = compared
    differences = load_differences(pair)
    counted = differences[~differences["kpi_code"].isin(["firms_per_network"])]
    assert len(counted)
    # Every KPI, measure and split once; every cell of every difference is in `test_causes`.
    once = [counted.drop_duplicates(columns) for columns in (["kpi_code"], ["measure", "split"])]
    for one in pd.concat(once).itertuples():
        moved = load_moved(Moved(pair, (one.kpi_code,), one.measure, one.split, one.cell, ""))
        if len(moved):  # a ratio's subjects are its two KPIs'
            assert moved["contribution"].astype(float).sum() == pytest.approx(one.difference)
    entered = load_moved(Moved(pair, ("firms_reached",), "cumulative", "total", "", ""))
    assert sorted(entered["subject_name"]) == ["Latteria Orobica S.r.l.", "Segheria Valtellina S.r.l."]
    assert set(entered["movement"]) == {"entered"}
    assert set(entered["cause"]) == {"late_delivery"}


def test_the_first_view_shows_the_edition_and_leads_back(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_front_door(home.root, monkeypatch)
    today = {metric.label: metric.value for metric in page.metric}["Imprese raggiunte"]
    page.session_state[AS_IN] = "2012"
    page.run()
    assert not page.exception
    assert "edizione 2012" in page.info[0].value
    sealed = {metric.label: metric.value for metric in page.metric}["Imprese raggiunte"]
    assert int(today) - int(sealed) == 2
    [back] = [button for button in page.button if button.label == "Torna a oggi"]
    back.click().run()
    assert not page.exception
    assert not any("edizione 2012" in info.value for info in page.info)
    assert {metric.label: metric.value for metric in page.metric}["Imprese raggiunte"] == today


@pytest.mark.parametrize(("more", "period"), [({}, "2012"), ({"periodo": "progetto"}, "progetto")])
def test_an_address_with_an_edition_alone_shows_its_period(
    more: dict[str, str], period: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(home.root, monkeypatch, "Sintesi", come="2012", **more)
    assert page.selectbox(key="periodo").value == period
    assert page.query_params["periodo"] == period
    page.query_params.clear()  # as the browser's Back does
    page.run()
    assert page.selectbox(key="periodo").value == "progetto"
    assert not any("edizione 2012" in info.value for info in page.info)


def test_the_button_shows_the_editions_period_and_figures(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(home.root, monkeypatch, EDITIONS)
    [look] = [button for button in page.button if button.label == text.LOOK_AS_IN]
    look.click().run()
    assert not page.exception
    assert page.selectbox(key="periodo").value == "2012"
    assert page.query_params["come"] == "2012"
    linked = open_view(home.root, monkeypatch, "Sintesi", come="2012")
    publication = open_as_in(home.root, "2012")
    sealed = dict(
        publication.query(
            "select kpi_code, in_period from edition_values where coalesce(province_code, "
            "partner_code, month, level) is null"
        ).rows
    )
    kpis = load_kpis(publication)
    shown = {metric.label: metric.value for metric in linked.metric}
    assert shown == {kpis[code].label: kpis[code].show(sealed[code]) for code in list_headlines(kpis)}
    figures = {one.value.strip("*") for one in linked.markdown}
    assert {kpi.show(sealed[code]) for code, kpi in kpis.items()} <= figures


@pytest.mark.parametrize(("as_in", "title"), [("2012", text.NOT_IN_EDITION_TITLE), ("", text.FAILED_TITLE)])
def test_what_an_editions_macros_do_not_know_is_said_with_the_way_back(
    home: Home, monkeypatch: pytest.MonkeyPatch, as_in: str, title: str
) -> None:
    def ask_of_old_macros(*_: object) -> None:
        raise duckdb.CatalogException("Table Function with name kpi_cells does not exist")

    monkeypatch.setattr("dashboard.views.overview.load_values", ask_of_old_macros)
    page = open_view(home.root, monkeypatch, "Sintesi", come=as_in)
    assert title in [one.value for one in page.title]
    backs = [button for button in page.button if button.key == "back_to_today"]
    assert len(backs) == (1 if as_in else 0)


def test_several_values_are_not_asked_of_macros_that_take_one(made_home: Path) -> None:
    with open_published(Home(made_home)) as publication:
        check_knows(publication, Filters(province="LC CO"))
        connection = duckdb.connect()
        connection.execute("create table meta (key varchar, value varchar)")
        old = Publication(Path("edition"), connection)
        check_knows(old, Filters(province="LC"))
        with pytest.raises(NotInEdition):
            check_knows(old, Filters(province="LC CO"))


def test_an_edition_that_is_not_there_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_view(home.root, monkeypatch, "Imprese", come="2099")
    assert any("2099" in one.value for one in page.warning)
    assert not any("edizione 2099" in one.value for one in page.info)
