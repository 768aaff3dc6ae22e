"""What the browser tests need: a served sample publication, a Chromium, a visitor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, sync_playwright
from visiting import Visit, launch, serve, visit


@pytest.fixture(scope="session")
def address(sample_home: Path) -> Iterator[str]:
    """The served dashboard of the sample publication."""
    with serve(sample_home) as served:
        yield served


@pytest.fixture(scope="session")
def browsing() -> Iterator[BrowserContext]:
    """One headless Chromium for all tests."""
    with sync_playwright() as playwright:
        yield launch(playwright)


@pytest.fixture(scope="session")
def tab(browsing: BrowserContext) -> Visit:
    """One page for all tests: a new one compiles what it loads anew, a third of what a visit costs."""
    seen = visit(browsing)
    seen.page.emulate_media(reduced_motion="reduce")  # what turns while one waits is drawn by the processor
    return seen


@pytest.fixture
def visitor(tab: Visit) -> Iterator[Visit]:
    """Someone at a desk; at the end no error and no request to another host may have been seen."""
    yield tab.begin()
    assert tab.errors == []
    assert tab.other_hosts == []
