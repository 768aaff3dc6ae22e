"""What several integration tests look at: one small history, told once."""

from collections.abc import Iterator

import pytest
from made_once import make_once
from story import Story, read_story, tell


@pytest.fixture(scope="session")
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The history of `story`, told through the real command. Never changed: copy its home to change it."""
    told = read_story(make_once(request, tmp_path_factory, "story", tell))
    yield told
    for chapter in told.chapters:
        chapter.publication.close()
