"""A link is a choice of what to see: whatever stands in it, the view is drawn."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from hostile_lists import lines_of
from thorough import some_of
from visiting_views import TITLES, open_view

LINKS = [tuple(line.split("=", 1)) for line in lines_of("links.txt")]


@pytest.mark.parametrize("title", some_of(TITLES, TITLES[::3]))
def test_every_view_is_drawn_whatever_its_link_says(
    title: str, made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, (name, value) in enumerate(LINKS):
        if place % len(TITLES) == TITLES.index(title):
            page = open_view(made_home, monkeypatch, title, **{name: unquote(value)})
            assert not page.error, (name, value)
            assert page.title, (name, value)
