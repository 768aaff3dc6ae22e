"""The overview as a person sees it: in a browser, from number to rows, from link to the same figures."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page
from visiting import Visit, serve, visit

from dashboard import text
from dashboard.formats import format_number
from warehouse.reader import Publication, open_published
from warehouse.settings import Home

WINDOW = "since := $since::date, until := $until::date, partner := $partner::varchar"


@pytest.fixture(scope="module")
def publication(sample_home: Path) -> Iterator[Publication]:
    """What the page is drawn from."""
    with open_published(Home(sample_home)) as opened:
        yield opened


def ask_value(publication: Publication, code: str, partner: str | None = None) -> float:
    """A KPI over the project, from the macro itself."""
    parameters = project_window(publication) | {"code": code, "partner": partner}
    rows = publication.rows(f"from kpi(code := $code, {WINDOW})", parameters)
    assert len(rows) == 1
    return float(rows[0]["value"])


def project_window(publication: Publication) -> dict[str, object]:
    """The project's first and last day."""
    start, end = (date.fromisoformat(publication.meta[key][:10]) for key in ("project_start", "project_end"))
    return {"since": start, "until": end}


def headline_values(page: Page) -> dict[str, str]:
    """The headline cards as they are read."""
    labels = page.get_by_test_id("stMetricLabel").all_inner_texts()
    values = page.get_by_test_id("stMetricValue").all_inner_texts()
    return dict(zip((label.strip() for label in labels), (value.strip() for value in values), strict=True))


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a list of choices."""
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def open_rows(seen: Visit, button: Locator) -> Locator:
    """Press a button that opens rows; the window."""
    button.click()
    window = seen.page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for(timeout=30_000)
    seen.settle()
    return window


def test_the_figures_on_the_page_are_the_macros(
    visitor: Visit, address: str, publication: Publication
) -> None:
    page = visitor.open(address)
    page.get_by_test_id("stPlotlyChart").wait_for()
    assert page.get_by_test_id("stException").count() == 0
    labels = dict(publication.query("select kpi_code, kpi_label from dim_kpis").rows)
    expected = {labels[code]: format_number(ask_value(publication, code)) for code in text.HEADLINES}
    assert headline_values(page) == expected


def test_the_map_shows_the_twelve_provinces_and_their_values(
    visitor: Visit, address: str, publication: Publication
) -> None:
    page = visitor.open(address)
    shown = page.locator("[data-testid=stPlotlyChart] .textpoint text")
    shown.nth(11).wait_for()
    rows = publication.rows(
        f"""select province_code, value from kpi_by_province(code := 'firms_reached', {WINDOW})
            join dim_provinces using (province_code) where is_lombardy""",
        project_window(publication) | {"partner": None},
    )
    expected = {f"{row['province_code']}{format_number(row['value'])}" for row in rows}
    assert {re.sub(r"\s", "", content) for content in shown.all_text_contents()} == expected


def test_a_card_opens_to_its_rows_and_to_all_of_them_in_a_file(
    visitor: Visit, address: str, publication: Publication
) -> None:
    page = visitor.open(address)
    window = open_rows(visitor, page.get_by_role("button", name=text.OPEN_ROWS).first)
    parameters = project_window(publication) | {"partner": None}
    counted = publication.values(
        f"select count(*) from kpi_evidence(code := 'firms_reached', {WINDOW})", parameters
    )[0]
    value = format_number(ask_value(publication, "firms_reached"))
    assert f"Imprese raggiunte: {value}" in window.inner_text()
    assert format_number(counted) in window.inner_text()
    with page.expect_download() as download:
        window.get_by_role("button", name=text.DOWNLOAD_ROWS).click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == counted
    assert {"File", "Foglio", "Riga"} <= set(rows[0])


def test_a_province_on_the_map_opens_to_its_rows(visitor: Visit, address: str) -> None:
    page = visitor.open(address)
    lecco = page.locator("[data-testid=stPlotlyChart] .textpoint text", has_text="LC")
    lecco.scroll_into_view_if_needed()
    box = lecco.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for(timeout=30_000)
    assert "LC · Lecco" in window.inner_text()


def test_a_link_shows_what_its_sender_saw(
    visitor: Visit, browser: Browser, address: str, publication: Publication
) -> None:
    page = visitor.open(address)
    choose(page, text.PARTNER, "Confindustria Lecco")
    visitor.settle()
    expected = format_number(ask_value(publication, "firms_reached", "lecco"))
    assert headline_values(page)["Imprese raggiunte"] == expected
    assert "partner=" in page.url
    other = visit(browser)
    assert headline_values(other.open(page.url)) == headline_values(page)
    other.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_telephone(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    seen = visit(browser, 390, 844, scheme)
    page = seen.open(address)
    page.get_by_test_id("stPlotlyChart").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.errors == []
    seen.page.context.close()


def test_before_the_first_publication_the_page_says_what_to_do(visitor: Visit, tmp_path: Path) -> None:
    with serve(tmp_path) as empty:
        page = visitor.open(empty)
        assert "pal refresh" in page.get_by_test_id("stAlert").inner_text()
        assert page.get_by_test_id("stException").count() == 0
