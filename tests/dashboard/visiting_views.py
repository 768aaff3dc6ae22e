"""Views opened without a browser: one drawn as the router draws it, its filters in the address."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data.asking import Filters
from dashboard.views import PAGES

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
TITLES = [page.title for page in PAGES]
FILTERS = [
    Filters(),
    Filters(province="LC", since=date(2012, 3, 1)),
    Filters(partner="lecco", sector="25", until=date(2012, 12, 31)),
]


def _draw(title: str) -> None:
    from dashboard.failures import show_failures
    from dashboard.frame import draw_page
    from dashboard.views import PAGES

    with show_failures():
        draw_page(next(page for page in PAGES if page.title == title))


def open_view(home: Path, monkeypatch: pytest.MonkeyPatch, title: str, **filters: str) -> AppTest:
    """A view of the publication in `home`; filters as they stand in the address."""
    monkeypatch.setenv("PAL_HOME", str(home))
    view = AppTest.from_function(_draw, args=(title,), default_timeout=300)
    for name, label in filters.items():
        view.query_params[name] = label
    view.run()
    assert not view.exception
    return view


def open_front_door(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The first page, through the router."""
    monkeypatch.setenv("PAL_HOME", str(home))
    page = AppTest.from_file(str(APP), default_timeout=300).run()
    assert not page.exception
    return page
