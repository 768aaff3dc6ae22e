from pathlib import Path

import pytest
from made_publication import changed, publish
from streamlit.testing.v1 import AppTest
from visiting_views import open_front_door, open_view

from dashboard import text
from dashboard.data.asking import Filters
from dashboard.data.evidence import Rows, count_evidence
from dashboard.data.registry import load_kpis, project_dates
from dashboard.data.values import load_value, load_values
from dashboard.formats import format_share
from dashboard.parts.money import show_euro
from dashboard.parts.todo import list_missing
from dashboard.theme import LIGHT
from dashboard.view import View
from editions.brief.lists import list_late
from publication.kpis import list_headlines
from publication.reader import Publication, open_published
from storage.home import Home


def shown_values(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_the_headlines_are_the_macros_values(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_front_door(made_home, monkeypatch)
    kpis = load_kpis(publication)
    values = load_values(publication, Filters(*project_dates(publication)))
    assert shown_values(page) == {
        kpis[code].label: kpis[code].show(values[code]) for code in list_headlines(kpis)
    }


def test_every_kpi_is_on_the_page(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {element.value for element in open_front_door(made_home, monkeypatch).markdown}
    values = load_values(publication, Filters(*project_dates(publication)))
    for code, kpi in load_kpis(publication).items():
        assert kpi.label in written
        assert f"**{kpi.show(values[code])}**" in written


def test_the_verdict_counts_the_confirmed_targets_alone(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two targets are confirmed: 600 firms are reached or nearly, 25 networks are."""
    verdict = open_front_door(made_home, monkeypatch).subheader[0].value
    assert "In linea: " in verdict
    assert " su 2" in verdict
    assert "7 da confermare, senza giudizio" in verdict


def test_what_is_left_of_the_budget_is_counted_from_the_start(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(made_home, monkeypatch, text.OVERVIEW, periodo="2013-S1")
    told = page.get("progress")[0].proto.text
    start, end = project_dates(publication)
    spent = load_value(publication, "expenses_incurred_eur", Filters(start, end))
    half = load_value(publication, "expenses_incurred_eur", Filters(start.replace(year=2013), end))
    assert spent is not None
    assert half is not None
    assert 0 < half < spent
    [budget] = publication.values("select sum(budget_eur)::double from fct_budgets where is_current")
    assert told.startswith(f"Dall’inizio {show_euro(spent)}: {format_share(spent / budget)} di")
    assert told.endswith(f"restano {show_euro(budget - spent)}")


def test_filters_change_the_figures(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_front_door(made_home, monkeypatch)
    page.multiselect(key="partner").select("lecco").run()
    page.multiselect(key="settore").select("25").run()
    filters = Filters(*project_dates(publication), partner="lecco", sector="25")
    values = load_values(publication, filters)
    assert shown_values(page)["Imprese raggiunte"] == f"{values['firms_reached']:.0f}"


def test_months_of_the_readers_own_choice(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_front_door(made_home, monkeypatch)
    page.selectbox(key="periodo").select(text.OTHER_PERIOD).run()
    page.selectbox(key="periodo_da").select("marzo 2013").run()
    page.selectbox(key="periodo_a").select("maggio 2012").run()
    assert not page.exception
    assert any("Dal 1º maggio 2012 al 31 marzo 2013" in caption.value for caption in page.caption)


def test_a_number_opens_to_the_rows_it_counted(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_front_door(made_home, monkeypatch)
    tables = len(page.dataframe)
    page.button(key="card_Righe_firms_reached").click().run()
    assert not page.exception
    rows = page.dataframe[tables].value
    filters = Filters(*project_dates(publication))
    counts = count_evidence(publication, Rows("firms_reached", filters))
    assert len(rows) == counts["evidence_rows"].iloc[0]
    assert counts["subjects"].iloc[0] == load_values(publication, filters)["firms_reached"]
    assert {"Impresa", "File", "Foglio", "Riga"} <= set(rows.columns)


def test_what_is_to_be_done_names_who_is_missing(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_front_door(made_home, monkeypatch)
    written = " ".join(element.value for element in page.markdown)
    assert "righe respinte" in written
    assert "ACF Spa: manca" not in written, "June 2013 is due on 15 July, the build is of 2 July"


def test_the_brief_names_who_is_late_as_the_page_does(tmp_path: Path) -> None:
    path = publish(tmp_path)
    with changed(path) as connection:
        connection.execute(
            """update fct_partner_months set in_since = null
            where partner_code in ('acf', 'como') and month_start >= date '2013-05-01'"""
        )
    with open_published(Home(tmp_path)) as publication:
        view = View(publication, Filters(*project_dates(publication)), LIGHT)
        shown = [task.partition("] ")[2] for task in list_missing(view)]
        assert sorted(one.what for one in list_late(publication, None)) == sorted(shown)
        assert [one.what for one in list_late(publication, "acf")] == ["ACF Spa: manca mag 13"]
        assert len(shown) == 2


def test_a_broken_file_gives_a_sentence_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "pal-1.duckdb").write_bytes(b"no database" * 1000)
    (tmp_path / "published" / "current").write_text("pal-1.duckdb", encoding="utf-8")
    page = open_front_door(tmp_path, monkeypatch)
    assert page.title[0].value == text.FAILED_TITLE
    assert "non è più quello pubblicato" in page.error[0].value


def test_a_new_publication_is_picked_up_at_the_next_interaction_and_never_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, build="1", rows=900)
    page = open_front_door(tmp_path, monkeypatch)
    before = shown_values(page)
    publish(tmp_path, build="2", rows=90)
    page.selectbox(key="indicatore").select("Reti costituite").run()
    after = shown_values(page)
    assert all(after[label] != value for label, value in before.items())
    assert page.toast[0].value == text.NEW_BUILD
    with open_published(Home(tmp_path)) as newest:
        values = load_values(newest, Filters(*project_dates(newest)))
    written = {element.value for element in page.markdown}
    assert f"**{values['contacts_held']:.0f}**" in written


def test_a_kpi_without_provinces_has_words_instead_of_a_map(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_front_door(made_home, monkeypatch)
    page.selectbox(key="indicatore").select("Spese sostenute").run()
    assert text.NO_PROVINCES in [info.value for info in page.info]
