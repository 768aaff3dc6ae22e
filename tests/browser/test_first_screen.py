"""What a director sees without scrolling, and what a button says to who does not see the page."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator
from visiting import Visit, visit

from dashboard import text

TELEPHONE = 390, 844


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


@pytest.mark.thorough
def test_where_a_question_is_written_is_on_a_telephones_first_screen(visitor: Visit, address: str) -> None:
    page = visitor.begin(*TELEPHONE).open(f"{address}/sql")
    assert bottom(page.locator("iframe[title^=code_editor]")) <= 844


def test_every_button_for_rows_is_named_with_what_it_opens(visitor: Visit, address: str) -> None:
    page = visitor.open(address)
    named = page.get_by_role("button", name=text.ROWS).all()
    assert len(named) > 20
    assert all(len(one.inner_text().strip().removeprefix("table_rows")) > len(text.ROWS) + 4 for one in named)


def test_a_window_stays_when_the_theme_changes_and_is_closed_by_escape_also_from_its_table(
    visitor: Visit, address: str
) -> None:
    page = visitor.open(address)
    button = page.get_by_role("button", name=f"{text.ROWS} {text.MONEY}")
    button.click()
    window = page.get_by_role("dialog")
    table = window.get_by_test_id("stDataFrame")
    table.wait_for()
    visitor.settle()
    address_with_rows = page.url
    labels = window.get_by_role("button").evaluate_all(
        "all => all.map(one => one.ariaLabel || one.innerText)"
    )
    assert "Chiudi" in labels
    page.emulate_media(color_scheme="dark")
    app = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    page.wait_for_function(f"() => {app} === 'rgb(16, 22, 20)'")  # that of DARK.page
    visitor.settle()
    table.click(position={"x": 60, "y": 60})
    assert page.url == address_with_rows
    page.keyboard.press("Escape")
    window.wait_for(state="hidden")
    page.wait_for_url(lambda url: "righe" not in url)
    page.emulate_media(color_scheme="light")
    visitor.settle()
    assert window.count() == 0


def test_a_tap_opens_the_province_under_the_finger(browsing: BrowserContext, address: str) -> None:
    """Small ones too, and one after another: the first tap of all, and not what was tapped before."""
    browser = browsing.browser
    assert browser is not None
    telephone = browser.new_context(
        locale="it-IT", has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    seen = visit(telephone, *TELEPHONE)
    page = seen.open(f"{address}/province")
    for code in ("LO", "MB", "LC"):
        label = page.locator("[data-testid=stPlotlyChart] .textpoint text", has_text=code).first
        label.scroll_into_view_if_needed()
        seen.settle()
        box = label.bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        window = page.get_by_role("dialog")
        window.get_by_text(re.compile(f"· {code} · ")).first.wait_for()
        window.get_by_test_id("stDataFrame").wait_for()
        seen.settle()
        page.keyboard.press("Escape")
        window.wait_for(state="hidden")
        seen.settle()
    telephone.close()


def test_verdict_and_figures_are_on_a_telephones_first_screen_and_its_menu_closes_once_a_view_was_chosen(
    visitor: Visit, address: str
) -> None:
    page = visitor.begin(*TELEPHONE).open(address)
    assert bottom(page.get_by_test_id("stHeading").filter(has_text="obiettiv").first) <= 844
    assert bottom(page.get_by_test_id("stMetricValue").nth(1)) <= 844
    assert page.title() == f"{text.OVERVIEW} · {text.TITLE}"
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name=text.NETWORKS, exact=True).click()
    page.get_by_role("heading", name=text.NETWORKS, level=1).wait_for()
    page.wait_for_function(
        "document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 0"
    )
    assert page.title() == f"{text.NETWORKS} · {text.TITLE}"


def test_by_keyboard_alone_the_maps_table_opens_and_a_figure_of_it_its_rows(
    visitor: Visit, address: str
) -> None:
    page = visitor.open(address)
    page.locator("summary", has_text=text.TABLE).first.focus()
    page.keyboard.press("Enter")
    visitor.settle()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for()
    assert "Imprese raggiunte" in window.inner_text()
