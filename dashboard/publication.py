"""The published copy that a page is drawn from: one per drawing, the newest at each."""

from pathlib import Path

import streamlit as st

from dashboard import text
from warehouse.publications import current_build_id
from warehouse.reader import Publication, open_published
from warehouse.settings import Home

_SEEN = "build_seen"


def open_current() -> Publication:
    """The current publication, opened once per build for all readers; else raises NotPublished."""
    home = Home.from_environment()
    return _open(home.root, current_build_id(home))


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(root: Path, build_id: str | None) -> Publication:
    return open_published(Home(root))


def tell_new_build(publication: Publication) -> None:
    """Say it when the numbers come from another build than at this reader's last look."""
    seen = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = publication.build_id
    if seen not in (None, publication.build_id):
        st.toast(text.NEW_BUILD, icon=":material/update:")
