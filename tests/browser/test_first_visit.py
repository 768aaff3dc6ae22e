"""What a first visit costs, in bytes, and that a second one costs next to nothing; the page says it is Italian."""

from typing import Any

from playwright.sync_api import BrowserContext
from visiting import Visit, visit

MOST = 2_500_000
AGAIN = 100_000


def weigh(browsing: BrowserContext, address: str) -> tuple[int, Visit]:
    """The bytes that came over the network until the first page is drawn, on a telephone."""
    seen = visit(browsing, 390, 844)
    session = seen.page.context.new_cdp_session(seen.page)
    session.send("Network.enable")
    sizes: list[float] = []

    def note(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    session.on("Network.loadingFinished", note)
    seen.open(address)
    seen.page.locator("[data-testid=stPlotlyChart] .textpoint").first.wait_for()
    return int(sum(sizes)), seen


def test_a_first_visit_is_light_and_a_second_is_lighter(browsing: BrowserContext, address: str) -> None:
    browser = browsing.browser
    fresh = browser.new_context() if browser else browsing
    first, seen = weigh(fresh, address)
    assert 300_000 < first <= MOST
    assert seen.page.evaluate("document.documentElement.lang") == "it"
    seen.page.close()
    again, seen = weigh(fresh, address)
    assert again <= AGAIN
    assert seen.errors == []
    seen.page.close()
    if fresh is not browsing:
        fresh.close()


def test_a_page_that_is_not_there_is_said_in_italian(visitor: Visit, address: str) -> None:
    page = visitor.open(f"{address}/nessuna-pagina")
    assert "Pagina non trovata" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert all("non esiste" in told for told in visitor.errors)
    visitor.errors.clear()  # Streamlit tells the console too
