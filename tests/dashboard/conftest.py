"""Publications for the dashboard's tests: a made-up one, one without rows, none."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from made_publication import publish
from streamlit.components.v2 import manifest_scanner

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


@pytest.fixture(scope="module", autouse=True)
def _forget() -> None:
    """No file of tests answers from another's cache; within one, as within a server, what was asked is kept."""
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(scope="session", autouse=True)
def _scan_once() -> Iterator[None]:
    """Streamlit's look through all that is installed, for components, is the same for every page that is tested."""
    with pytest.MonkeyPatch.context() as patched:
        scan = cache(manifest_scanner.scan_component_manifests)
        patched.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield
