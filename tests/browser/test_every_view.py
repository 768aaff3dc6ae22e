"""Every view as it is opened: at a desk and on a telephone, light and dark. One visit proves all that needs no more.

No error and nothing to scroll across, no word or figure of a card cut; by axe's rules of WCAG 2.2 A and AA; the view's
title in its tab; Italian to the last word (the glossary and SQL name codes on purpose) and no command for a director.
"""

import re

import pytest
from _pytest.mark.structures import ParameterSet
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from visiting import Scheme, Visit

from dashboard.views import PAGES

LECCO = "?partner=lecco&provincia=LC&periodo=2012"
SIZES = ((1440, 900), (390, 844))
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}

_ENGLISH = """
    the of is are was were not found page search column sort hide show close select choose option clear all none results
    view more less loading running settings from to with without cumulative block warn missing late landed accepted
    rejected superseded duplicate ignored declared documented verified sealed draft sent approved networks firms
    reached formed expected row rows true false null nan type value values help skip main content
    remove"""
ENGLISH = frozenset(re.findall(r"\w+", _ENGLISH))
TITLES = {page.path: page.title for page in PAGES}
CUT = """all => all.filter(one => one.scrollWidth > one.clientWidth + 1
    || one.getBoundingClientRect().right > one.closest("[data-testid=stMetric]").getBoundingClientRect().right + 1
).map(one => one.innerText)"""
SEEN = ("", "province", "imprese", "reti", "consegne", "sql")
"""With a map, charts, long tables, a graph, a calendar, an editor: what the others are made of too."""
FOR_WHO_WORKS_ON_IT = ("consegne", "edizioni", "sql")
NAMING_CODES = ("glossario", "sql")
_ICONS = "[data-testid=stIconMaterial], span[translate=no][aria-hidden=true]"


def seen_as() -> list[ParameterSet]:
    """Every view with all data by day and of one partner by night; of some views one of the two in `make test`."""
    ways = [("", "light"), (LECCO, "dark")]
    return [
        pytest.param(
            page.path,
            *ways[(place + way) % 2],
            marks=[] if page.path in SEEN and not way else [pytest.mark.thorough],
        )
        for place, page in enumerate(PAGES)
        for way in range(2)
    ]


@pytest.mark.parametrize(("path", "query", "scheme"), seen_as())
def test_every_view_with_all_data_and_one_partner(
    path: str, query: str, scheme: Scheme, visitor: Visit, address: str
) -> None:
    page = visitor.begin(*SIZES[0], scheme).open(f"{address}/{path}{query}")
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
    assert page.get_by_text(re.compile(r"\d partner su \d")).locator("visible=true").count() == 1
    assert page.title().startswith(TITLES[path])
    if path not in FOR_WHO_WORKS_ON_IT:
        assert "pal " not in page.get_by_test_id("stMainBlockContainer").inner_text()
    found = [one for width, height in SIZES for one in violations(visitor, width, height)]
    cards = page.locator("[data-testid=stMetric] p")  # as the telephone shows them, the last size
    assert cards.evaluate_all(CUT) == []
    assert cards.count() >= (6 if path in ("", "avanzamento") else 0)
    words = foreign_words(page) if path not in NAMING_CODES else []
    assert found == []
    assert words == []


def violations(seen: Visit, width: int, height: int) -> list[tuple[int, str, str]]:
    """What axe finds in a window of this size, and what is wider than it."""
    page = seen.page
    page.set_viewport_size({"width": width, "height": height})
    seen.settle()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return [
        (width, one["id"], node["html"][:200])
        for one in Axe().run(page, options=RULES).response["violations"]
        for node in one["nodes"]
    ]


def foreign_words(page: Page) -> list[str]:
    """English words and codes among those that are seen or heard; takes the icons away, which are words to it."""
    labels = page.locator("[aria-label]").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    page.evaluate(f"document.querySelectorAll('{_ICONS}').forEach(icon => icon.remove())")
    seen = page.locator("body").inner_text()
    words = re.findall(r"[\w']+", " ".join([seen, *labels]))
    english = [word for word in words if not word.isupper() and word.casefold() in ENGLISH]
    return english + [word for word in words if re.fullmatch(r"[a-z]+(_[a-z]+)+", word)]
