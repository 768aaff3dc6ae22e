"""What several integration tests look at: files landed alone; one small history, told once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from landing_home import LandingHome
from made_once import make_once
from story import Story, read_story, tell


@pytest.fixture
def landing_home(tmp_path: Path) -> LandingHome:
    """An inbox and an archive of one test's own, without a build."""
    return LandingHome(tmp_path)


@pytest.fixture(scope="session")
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The history of `story`, told through the real command. Never changed: copy its home to change it."""
    told = read_story(make_once(request, tmp_path_factory, "story", tell))
    yield told
    for chapter in told.chapters:
        chapter.publication.close()
