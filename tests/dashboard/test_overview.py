from pathlib import Path

import pytest
from made_publication import publish
from streamlit.testing.v1 import AppTest

from dashboard import text
from dashboard.data import (
    Filters,
    count_evidence,
    load_by_province,
    load_kpis,
    load_provinces,
    load_values,
)
from dashboard.filters import project_dates
from dashboard.parts.provinces import list_provinces
from warehouse.reader import Publication

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


def open_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PAL_HOME", str(home))
    page = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not page.exception
    return page


def shown_values(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_the_headlines_are_the_macros_values(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(made_home, monkeypatch)
    kpis = load_kpis(publication)
    values = load_values(publication, Filters(*project_dates(publication)))
    assert shown_values(page) == {kpis[code].label: kpis[code].show(values[code]) for code in text.HEADLINES}


def test_every_kpi_is_on_the_page(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {element.value for element in open_page(made_home, monkeypatch).markdown}
    values = load_values(publication, Filters(*project_dates(publication)))
    for code, kpi in load_kpis(publication).items():
        assert kpi.label in written
        assert f"**{kpi.show(values[code])}**" in written


def test_filters_change_the_figures(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(made_home, monkeypatch)
    page.selectbox(key="partner").select("Confindustria Lecco").run()
    start, end = project_dates(publication)
    values = load_values(publication, Filters(start, end, "lecco"))
    assert shown_values(page)["Imprese raggiunte"] == f"{values['firms_reached']:.0f}"


def test_months_of_the_readers_own_choice(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(made_home, monkeypatch)
    page.selectbox(key="periodo").select(text.OTHER_PERIOD).run()
    page.selectbox(key="da").select("marzo 2013").run()
    page.selectbox(key="a").select("maggio 2012").run()
    assert not page.exception
    assert any("Dal 1º maggio 2012 al 31 marzo 2013" in caption.value for caption in page.caption)


def test_a_number_opens_to_the_rows_it_counted(
    made_home: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(made_home, monkeypatch)
    tables = len(page.dataframe)
    page.button(key="card_Righe_firms_reached").click().run()
    assert not page.exception
    rows = page.dataframe[tables].value
    counts = count_evidence(publication, "firms_reached", Filters(*project_dates(publication)))
    assert len(rows) == counts["evidence_rows"].iloc[0]
    assert {"Impresa", "File", "Foglio", "Riga"} <= set(rows.columns)


def test_the_table_begins_with_the_regions_own_count(publication: Publication) -> None:
    kpi = load_kpis(publication)["networks_formed"]
    cells = load_by_province(publication, kpi.code, Filters())
    frame = list_provinces(cells, kpi, load_provinces(publication))
    assert frame["name"].iloc[0] == "Lombardia"
    assert frame["kind"].value_counts()["lombardy"] == 12
    assert frame["value"].iloc[0] < frame.loc[frame["kind"] == "lombardy", "value"].sum()
    assert list(frame.loc[frame["kind"] == "outside", "name"]) == ["NA · Napoli"]


def test_without_a_publication_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(tmp_path, monkeypatch)
    assert page.title[0].value == text.NOT_PUBLISHED_TITLE
    assert "pal refresh" in page.info[0].value


def test_without_rows_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, rows=0)
    page = open_page(tmp_path, monkeypatch)
    assert "Scegliere un altro periodo" in page.info[0].value


def test_a_broken_file_gives_a_sentence_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "pal-1.duckdb").write_bytes(b"no database" * 1000)
    (tmp_path / "published" / "current").write_text("pal-1.duckdb", encoding="utf-8")
    page = open_page(tmp_path, monkeypatch)
    assert page.title[0].value == text.FAILED_TITLE
    assert "Ricaricare la pagina" in page.error[0].value


def test_a_new_publication_is_picked_up_at_the_next_interaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, build="1", rows=900)
    page = open_page(tmp_path, monkeypatch)
    before = shown_values(page)
    publish(tmp_path, build="2", rows=90)
    page.selectbox(key="indicatore").select("Reti costituite").run()
    assert shown_values(page) != before
    assert page.toast[0].value == text.NEW_BUILD


def test_a_kpi_without_provinces_has_words_instead_of_a_map(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(made_home, monkeypatch)
    page.selectbox(key="indicatore").select("Spese sostenute").run()
    assert page.info[0].value == text.NO_PROVINCES
