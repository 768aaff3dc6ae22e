"""The view SQL at a real browser: completed, run, drawn, pivoted, downloaded, linked, saved; an error in Italian.

And the links that lead from the other views to it, and from it to dbt's pages on the models.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pal_home import copy_home
from playwright.sync_api import BrowserContext, Download, FrameLocator, Locator, Page
from visiting import Visit, serve, visit

from dashboard import text

MODELS = "<!doctype html><title>Modelli</title><h1 id='seen'>dbt</h1>"
QUESTION = "select province_code, partner_code, count(*) as contacts from fct_contacts group by all"


@pytest.fixture(scope="module")
def analyst(
    browsing: BrowserContext, sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Visit, str, Path]]:
    """Someone at the view SQL of a home of their own, in which questions are saved."""
    home = tmp_path_factory.mktemp("asked") / "home"
    home.mkdir()
    copy_home(sample_home / "published", home / "published")
    (home / "docs").mkdir()
    (home / "docs" / "static_index.html").write_text(MODELS, encoding="utf-8")
    with serve(home) as address:
        seen = visit(browsing)
        yield seen, f"{address}/sql", home
        seen.page.close()
        assert seen.errors == []
        assert seen.other_hosts == []


def editor_of(page: Page) -> FrameLocator:
    """The editor, which is a frame of its own."""
    return page.frame_locator("iframe[title^=code_editor]")


def open_question(analyst: tuple[Visit, str, Path], question: str) -> Page:
    """The view with a question in its address."""
    seen, address, _ = analyst
    page = seen.open(f"{address}?domanda={quote(question)}")
    editor_of(page).locator(".ace_line").first.wait_for()
    seen.settle()
    return page


def test_what_is_written_is_completed_and_run(analyst: tuple[Visit, str, Path]) -> None:
    page = open_question(analyst, "select 1 as one")
    editor = editor_of(page)
    editor.locator(".ace_content").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("from kpi_by_provin", delay=60)
    editor.locator(".ace_autocomplete .ace_line", has_text="kpi_by_province").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("(code := 'firms_reached')")
    page.keyboard.press("Control+Enter")
    page.get_by_text("righe in").filter(has_not_text="1 righe").wait_for()
    assert "kpi_by_province" in page.evaluate("decodeURIComponent(location.search)")


def test_an_answer_is_chart_map_and_pivot_and_a_file(analyst: tuple[Visit, str, Path]) -> None:
    page = open_question(analyst, QUESTION)
    for tab in ("Grafico", "Mappa"):
        page.get_by_role("tab", name=tab).click()
        page.get_by_role("tabpanel", name=tab).locator(".main-svg").first.wait_for()
    page.get_by_role("tab", name="Pivot").click()
    page.get_by_role("tabpanel", name="Pivot").get_by_test_id("stDataFrame").wait_for()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="CSV").click()
    assert read(downloaded.value)[0] == ["province_code", "partner_code", "contacts"]


def test_an_answered_question_is_saved_for_all(analyst: tuple[Visit, str, Path]) -> None:
    page = open_question(analyst, QUESTION)
    page.get_by_role("button", name="Salva la domanda").click()
    page.get_by_label("Titolo").fill("Contatti per provincia e partner")
    page.get_by_label("Chi la tiene").fill("Anna")
    page.get_by_role("button", name="Salva", exact=True).click()
    page.get_by_text("è tra le domande pronte").wait_for()
    [saved] = (analyst[2] / "questions").iterdir()
    assert QUESTION in saved.read_text(encoding="utf-8")


def test_an_error_says_what_was_meant(analyst: tuple[Visit, str, Path]) -> None:
    page = open_question(analyst, "select partner_cod from fct_contacts")
    page.get_by_text("intendi `partner_code`?").wait_for()


def test_how_tables_hang_together_is_drawn(analyst: tuple[Visit, str, Path]) -> None:
    page = open_question(analyst, "select 1 as one")
    page.get_by_text("Come si legano tutte le tabelle").click()
    page.get_by_test_id("stGraphVizChart").locator("svg text", has_text="fct_kpi_evidence").first.wait_for()


@pytest.mark.thorough
def test_mostra_sql_asks_for_the_figure_that_the_view_showed(analyst: tuple[Visit, str, Path]) -> None:
    """Under a card, and under a table whose file is compared with the answer's."""
    seen, address, _ = analyst
    page = seen.open(f"{address.removesuffix('sql')}province?provincia=LC&periodo=2012")
    label = page.get_by_test_id("stMetricLabel").first.inner_text()
    value = page.get_by_test_id("stMetricValue").first.inner_text()
    card = page.get_by_role("link", name=f"SQL {label}")
    assert follow(page, card)[-1][-1] == value
    page.get_by_text(text.TABLE).first.click()
    table = page.get_by_test_id("stExpanderDetails").first
    with page.expect_download() as downloaded:
        table.get_by_role("button", name="CSV").click()
    shown = read(downloaded.value)
    answer = follow(page, table.get_by_role("link", name=text.SHOW_SQL))
    assert figures(shown) <= figures(answer)
    assert len(figures(shown)) > 3


def follow(page: Page, link: Locator) -> list[list[str]]:
    """The rows that the page behind a link answers with, as its file has them."""
    with page.expect_popup() as opened:
        link.click()
    with opened.value.expect_download() as downloaded:
        opened.value.get_by_role("button", name="CSV").click()
    rows = read(downloaded.value)
    opened.value.close()
    return rows


def read(downloaded: Download) -> list[list[str]]:
    """A CSV's rows."""
    content = Path(downloaded.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(content.splitlines(), delimiter=";" if ";" in content.splitlines()[0] else ","))


def figures(rows: list[list[str]]) -> set[str]:
    """The numbers among the cells."""
    return {cell for row in rows for cell in row if cell.replace(",", "").isdigit()}


def test_the_pages_on_the_models_are_linked_and_open(analyst: tuple[Visit, str, Path]) -> None:
    page = open_question(analyst, "select 1 as one")
    with page.expect_popup() as opened:
        page.get_by_role("link", name=text.MODELS_PAGE).click()
    opened.value.locator("#seen").wait_for()
    opened.value.close()
