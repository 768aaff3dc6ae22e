"""The view Edizioni: what is sealed, its state and files, two compared; any view as in an edition."""

from datetime import date
from pathlib import Path

import pytest
from pal_home import copy_home
from streamlit.testing.v1 import AppTest

from dashboard.publication import AS_IN, open_as_in
from editions.folder import REPORT, find_edition
from editions.ledger import append_row
from editions.making import Request
from editions.sealing import seal
from warehouse.settings import BuildSettings, Home

SCRIPT = "from dashboard.views.editions import draw\ndraw(None)\n"
APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


def draw(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PAL_HOME", str(home))
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not page.exception
    return page


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(copy_home(sample_home, tmp_path_factory.mktemp("view") / "home"))
    append_row(home, "waivers", {"edition": "2012", "check": "expense_claimed_twice"}, "Carla", "nota")
    seal(
        home,
        Request("2012", date(2012, 1, 1), date(2012, 12, 31), "Anno 2012", "Anna"),
        BuildSettings(),
        print,
    )
    return home


def test_before_the_first_edition_it_says_what_to_do(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = draw(sample_home, monkeypatch)
    assert "pal edition seal" in page.info[0].value


def test_it_lists_and_opens_and_compares(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    page = draw(home.root, monkeypatch)
    listed = page.dataframe[0].value
    assert list(listed["Edizione"]) == ["2012"]
    assert list(listed["Stato"]) == ["sigillata"]
    checks = page.dataframe[2].value
    assert "Carla" in set(checks["Ne risponde"])
    assert page.header[0].value == "Anno 2012"
    assert any("Nessun valore è cambiato" in element.value for element in page.markdown)
    assert (find_edition(home, "2012").folder / REPORT / "report.pdf").is_file()


def test_any_view_can_be_asked_as_in_an_edition(home: Home) -> None:
    publication = open_as_in(home.root, "2012")
    sealed = dict(
        publication.query(
            "select kpi_code, in_period from edition_values where coalesce(province_code, "
            "partner_code, month, level) is null"
        ).rows
    )
    asked = publication.query("from kpi(since := date '2012-01-01', until := date '2012-12-31')").rows
    assert dict(asked) == sealed
    assert publication.build_id


def test_the_first_view_shows_the_edition_and_leads_back(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAL_HOME", str(home.root))
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state[AS_IN] = "2012"
    page.run()
    assert not page.exception
    assert "edizione 2012" in page.info[0].value
    reached = {metric.label: metric.value for metric in page.metric}["Imprese raggiunte"]
    [back] = [button for button in page.button if button.label == "Torna a oggi"]
    back.click().run()
    assert not page.exception
    assert not any("edizione 2012" in info.value for info in page.info)
    assert {metric.label: metric.value for metric in page.metric}["Imprese raggiunte"] == reached
