"""What several integration tests look at: one small history, told once."""

from collections.abc import Iterator

import pytest
from story import Story, tell


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The history of `story`, told through the real command. Never changed: copy its home to change it."""
    told = tell(tmp_path_factory.mktemp("story") / "home")
    yield told
    for chapter in told.chapters:
        chapter.publication.close()
