"""What Chromium makes of hostile names: nothing outside is asked or linked, nothing runs, nothing is set as a
formula, a picture or a heading."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hostile_lists import give_hostile_names
from pal_home import copy_home
from thorough import some_of
from visiting import Visit, serve

from dashboard.views import PAGES
from publication.files import current_build_id, published_file
from publication.unchanged import close_published
from storage.home import Home

NAMING_MOST = ("", "consegne")
LIVE = (
    "a[href*='evil'], img[src*='evil'], .katex, svg[onload], script[src*='evil'], h2:text-is('Titolo finto')"
)


@pytest.fixture(scope="module")
def hostile_address(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample's dashboard, every name in it hostile."""
    home = copy_home(sample_home, tmp_path_factory.mktemp("hostile") / "home")
    path = published_file(Home(home), current_build_id(Home(home)) or "")
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        give_hostile_names(connection)
    close_published(path)
    with serve(home) as address:
        yield address


@pytest.mark.parametrize("path", some_of([page.path for page in PAGES], NAMING_MOST))
def test_no_name_is_live_on_a_page(path: str, hostile_address: str, visitor: Visit) -> None:
    page = visitor.open(f"{hostile_address}/{path}")
    assert page.locator(LIVE).count() == 0
    opening = page.get_by_role("button", name="Righe")
    if opening.count():  # every window is in `tests/dashboard/test_names_are_text.py`
        opening.first.click()
        page.get_by_role("dialog").wait_for()
        visitor.settle()
        assert page.locator(LIVE).count() == 0
