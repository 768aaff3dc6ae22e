"""Publications for the dashboard's tests: a made-up one, one without rows, none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from made_publication import publish

from publication.reader import Publication, open_published
from storage.home import Home


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PAL_HOME with a publication by hand."""
    home = tmp_path_factory.mktemp("made")
    publish(home)
    return home


@pytest.fixture
def publication(made_home: Path) -> Iterator[Publication]:
    """The publication by hand, open."""
    with open_published(Home(made_home)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _forget() -> None:
    """No test answers from another's cache."""
    st.cache_data.clear()
    st.cache_resource.clear()
