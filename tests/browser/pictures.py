"""Pictures of every view for docs/pictures, from a home with a history (`make pictures`).

With a folder as its argument it writes there every view, at a desk and on a telephone, light and dark.
"""

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, sync_playwright
from telling import tell
from visiting import launch, serve, visit

from dashboard.views import PAGES

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
FIRST = "sintesi"
HIGHEST = 2600  # pixels, of a picture for the documentation


def take(
    browsing: BrowserContext,
    address: str,
    into: Path,
    width: int,
    height: int,
    scheme: Literal["light", "dark"],
    suffix: str = "",
) -> None:
    """One picture of each view as high as the view, up to HIGHEST."""
    for page in PAGES:
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
    """Build the home, serve it, take the pictures."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        home = Path(scratch) / "home"
        home.mkdir()
        tell(home)
        browsing = launch(playwright)
        with serve(home) as address:
            if folder is None:
                take(browsing, address, PICTURES, 1440, 900, "light")
            else:
                folder.mkdir(parents=True, exist_ok=True)
                for scheme in ("light", "dark"):
                    take(browsing, address, folder, 1440, 900, scheme, f"_{scheme}")
                    take(browsing, address, folder, 390, 844, scheme, f"_telefono_{scheme}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
