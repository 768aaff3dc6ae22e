"""Pictures of every view for docs/pictures: what `make run` shows, and an edition of it (`make pictures`).

With a folder as its argument it writes there every view, at a desk and on a telephone, light and dark.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, sync_playwright
from telling import report_first_year, show
from visiting import launch, serve, visit

from dashboard.frame import Page
from dashboard.views import PAGES

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
FIRST = "sintesi"
[EDITIONS] = [page for page in PAGES if page.path == "edizioni"]
HIGHEST = 2600  # pixels, of a picture for the documentation


def take(
    browsing: BrowserContext,
    address: str,
    into: Path,
    width: int,
    height: int,
    scheme: Literal["light", "dark"],
    suffix: str = "",
    pages: Sequence[Page] = PAGES,
) -> None:
    """One picture of each view as high as the view, up to HIGHEST."""
    for page in pages:
        seen = visit(browsing, width, height, scheme)
        opened = seen.open(f"{address}/{page.path}")
        block = opened.get_by_test_id("stMainBlockContainer")
        needed = int(block.evaluate("block => block.scrollHeight"))
        opened.set_viewport_size({"width": width, "height": min(HIGHEST, max(height, needed))})
        opened.wait_for_timeout(800)
        seen.settle()
        opened.screenshot(path=into / f"{page.path or FIRST}{suffix}.png")
        opened.close()


def main(folder: Path | None) -> None:
    """Build the home that `make run` shows, serve it, take the pictures; editions once its first year is reported."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        home = Path(scratch) / "home"
        home.mkdir()
        show(home)
        browsing = launch(playwright)
        with serve(home) as address:
            if folder is None:
                take(browsing, address, PICTURES, 1440, 900, "light")
                report_first_year(home)
                take(browsing, address, PICTURES, 1440, 900, "light", pages=[EDITIONS])
            else:
                report_first_year(home)
                folder.mkdir(parents=True, exist_ok=True)
                for scheme in ("light", "dark"):
                    take(browsing, address, folder, 1440, 900, scheme, f"_{scheme}")
                    take(browsing, address, folder, 390, 844, scheme, f"_telefono_{scheme}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
