"""What a director sees without scrolling, and what a button says to who does not see the page."""

import pytest
from playwright.sync_api import BrowserContext, Locator
from visiting import Visit, visit

from dashboard import text


def bottom(found: Locator) -> float:
    """Where something on the page ends, in pixels from the window's top."""
    box = found.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_verdict_money_and_map_are_on_a_desks_first_screen(visitor: Visit, address: str) -> None:
    page = visitor.open(address)
    shown = (
        page.get_by_test_id("stHeading").filter(has_text="obiettiv").first,
        page.get_by_text(f"{text.MONEY}:"),
        page.locator("[data-testid=stPlotlyChart]").first,
        page.get_by_test_id("stMetricValue").nth(3),
    )
    assert max(bottom(one) for one in shown) <= 900


def test_verdict_and_figures_are_on_a_telephones_first_screen(browsing: BrowserContext, address: str) -> None:
    seen = visit(browsing, 390, 844)
    page = seen.open(address)
    assert bottom(page.get_by_test_id("stHeading").filter(has_text="obiettiv").first) <= 844
    assert bottom(page.get_by_test_id("stMetricValue").nth(1)) <= 844
    page.close()


@pytest.mark.parametrize("path", ["", "imprese"])
def test_a_director_reads_no_command(path: str, visitor: Visit, address: str) -> None:
    assert "pal " not in visitor.open(f"{address}/{path}").get_by_test_id("stMainBlockContainer").inner_text()


def test_every_button_for_rows_is_named_with_what_it_opens(visitor: Visit, address: str) -> None:
    page = visitor.open(address)
    named = page.get_by_role("button", name=text.ROWS).all()
    assert len(named) > 20
    assert all(len(one.inner_text().strip().removeprefix("table_rows")) > len(text.ROWS) + 4 for one in named)
    page.get_by_role("button", name=f"{text.ROWS} {text.MONEY}").click()
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")


def test_a_telephones_menu_closes_once_a_view_was_chosen(browsing: BrowserContext, address: str) -> None:
    seen = visit(browsing, 390, 844)
    page = seen.open(address)
    assert page.title() == f"{text.OVERVIEW} · {text.TITLE}"
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name=text.NETWORKS, exact=True).click()
    page.get_by_role("heading", name=text.NETWORKS, level=1).wait_for()
    page.wait_for_function(
        "document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 0"
    )
    assert page.title() == f"{text.NETWORKS} · {text.TITLE}"
    assert seen.errors == seen.other_hosts == []
    page.close()
