"""Every view by axe's rules of WCAG 2.2 A and AA: at a desk and on a telephone, light and dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext
from visiting import visit

from dashboard.views import PAGES

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_axe_finds_nothing(
    path: str, scheme: Literal["light", "dark"], browsing: BrowserContext, address: str
) -> None:
    seen = visit(browsing, 1440, 900, scheme)
    page = seen.open(f"{address}/{path}")
    found = []
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        seen.settle()
        found += [
            (width, one["id"], node["html"][:200])
            for one in Axe().run(page, options=RULES).response["violations"]
            for node in one["nodes"]
        ]
    page.close()
    assert found == []
