"""What a view shows stands in its address: as codes, undone by Back, opened by who is sent the link."""

import re
import struct
from pathlib import Path

from playwright.sync_api import Page
from visiting import Visit

from dashboard import text
from dashboard.filters import PARTNER, PROVINCE
from dashboard.parts.blocks import PNG_SCALE
from publication.reader import open_published
from storage.home import Home


def cards(page: Page) -> list[str]:
    """The figures of the cards."""
    return page.get_by_test_id("stMetricValue").all_inner_texts()


def test_two_provinces_count_once_what_both_have_and_back_undoes_a_choice(
    visitor: Visit, address: str, sample_home: Path
) -> None:
    page = visitor.open(f"{address}/?provincia=LC+CO&periodo=2012")
    with open_published(Home(sample_home)) as publication:
        sql = """select value::integer from kpi(code := 'firms_reached networks_formed', province := 'LC CO',
            since := '2012-01-01', until := '2012-12-31')"""
        expected = {str(value) for value in publication.values(sql)}
    assert expected <= set(cards(page))
    shown = cards(page)
    page.get_by_role("button", name=text.CLEAR_FILTERS).click()
    page.wait_for_url(lambda url: "provincia" not in url)
    visitor.settle()
    assert cards(page) != shown
    page.go_back()
    page.wait_for_function("() => location.search.includes('provincia')")
    visitor.settle()
    assert cards(page) == shown
    assert "CO · Como e LC · Lecco" in page.inner_text("[data-testid=stMainBlockContainer]")


def test_what_a_page_writes_itself_is_no_step_for_back(visitor: Visit, address: str) -> None:
    def go_back(view: str, query: str) -> None:
        page.go_back()
        page.get_by_role("heading", name=view, level=1).wait_for()
        visitor.settle()
        page.wait_for_function("wanted => location.search === wanted", arg=query)

    page = visitor.open(f"{address}/glossario")
    visitor.open(f"{address}/imprese?provincia=lc,co")
    page.wait_for_function("() => location.search === '?provincia=CO+LC'")
    page.get_by_role("link", name=text.NETWORKS, exact=True).click()
    page.get_by_role("heading", name=text.NETWORKS, level=1).wait_for()
    page.wait_for_function("() => location.search === '?provincia=CO+LC'")
    go_back(text.FIRMS, "?provincia=CO+LC")
    go_back(text.GLOSSARY, "")


def test_a_link_opens_the_rows_that_its_sender_saw(visitor: Visit, address: str) -> None:
    page = visitor.open(address)
    page.get_by_role("button", name=f"{text.ROWS} Reti costituite").first.click()
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for(timeout=60_000)
    page.wait_for_url(re.compile("righe=networks_formed"))
    told = re.search(r"Reti costituite: \d+", window.inner_text())
    assert told is not None
    link = page.url
    page.keyboard.press("Escape")
    window.wait_for(state="hidden")
    page.wait_for_url(lambda url: "righe" not in url)
    visitor.open(link)
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for(timeout=60_000)
    assert told[0] in window.inner_text()


def test_what_a_link_asks_for_and_nobody_knows_is_said(visitor: Visit, address: str) -> None:
    page = visitor.open(
        f"{address}/imprese?{PROVINCE}=LC+XX&{PARTNER}=nessuno&righe=niente&consegnate=rule;a=boh"
    )
    told = " ".join(page.get_by_test_id("stAlert").all_inner_texts())
    for words in ("provincia «XX»", "partner «nessuno»", "righe «niente»", "consegnate «rule;a=boh»"):
        assert words in told.replace("\u2060", "")


def test_a_figures_png_says_what_it_is(visitor: Visit, address: str) -> None:
    page = visitor.open(f"{address}/imprese?{PROVINCE}=LC")
    figure = page.locator(".js-plotly-plot").first
    written = figure.evaluate("figure => figure._context.toImageButtonOptions")
    assert written["title"] == text.FUNNEL
    assert "LC · Lecco" in written["lines"][0]
    assert written["lines"][1].startswith("Fonte: ")
    with page.expect_download() as download:
        figure.locator(".modebar-btn").first.click()
    _, height = struct.unpack(">II", Path(download.value.path()).read_bytes()[16:24])
    own = figure.bounding_box()
    assert own is not None
    assert height > own["height"] * PNG_SCALE + 100
