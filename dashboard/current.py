"""The published copy that a page is drawn from: one per drawing, the newest at each; or a sealed edition."""

from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import text
from dashboard.address import asked, is_asked, put
from dashboard.as_text import as_text
from dashboard.data.asking import Filters
from dashboard.data.registry import project_dates
from dashboard.filters import PERIOD, set_period
from dashboard.periods import Period
from editions.folder import Edition, find_edition, list_editions
from editions.sealed import open_edition
from publication.files import current_build_id
from publication.reader import Publication, open_published
from storage.errors import PalError
from storage.home import Home

AS_IN = "as_in_edition"
IN_ADDRESS = "come"
_SEEN = "build_seen"


class NotInEdition(PalError):
    """An edition's own macros do not know what is asked."""


def open_current() -> Publication:
    """The current publication, opened once per build for all readers; else raises NotPublished.

    A reader who looks at the views as in an edition (session state AS_IN) gets that edition in its place.
    """
    home = Home.from_environment()
    edition = find_as_in(home)
    if edition is None:
        return _open(home.root, current_build_id(home))
    publication = open_as_in(home.root, edition)
    if is_asked(IN_ADDRESS) and not asked(PERIOD):
        # A link to an edition alone: whoever follows it is to see the report's figures.
        set_period(own_period(find_edition(home, edition)), Period(*project_dates(publication)))
    return publication


def find_as_in(home: Home) -> str | None:
    """The edition that the reader looks as in: what the address asks for, else what was chosen; kept in both."""
    if is_asked(IN_ADDRESS):
        st.session_state.pop(AS_IN, None)
        named = asked(IN_ADDRESS)
        if named in {one.name for one in list_editions(home)}:
            st.session_state[AS_IN] = named
        elif named:
            st.warning(text.UNKNOWN_EDITION.format(edition=as_text(named)), icon=":material/link_off:")
    edition: str | None = st.session_state.get(AS_IN)
    put(IN_ADDRESS, edition or "")
    return edition


def own_period(edition: Edition) -> Period:
    """The days that an edition reports."""
    return Period(*(date.fromisoformat(edition.facts[day][:10]) for day in ("since", "until")))


def look_as_in(edition: Edition, project: Period) -> None:
    """Show every view as in an edition, over its own period: what it then says is the report's figure."""
    st.session_state[AS_IN] = edition.name
    set_period(own_period(edition), project)


def look_at_today() -> None:
    """Show every view of today's publication again."""
    st.session_state.pop(AS_IN, None)
    st.query_params.pop(IN_ADDRESS, None)


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(root: Path, build_id: str | None) -> Publication:
    return open_published(Home(root))


@st.cache_resource(max_entries=4, show_spinner=False)
def open_as_in(root: Path, name: str) -> Publication:
    """A sealed edition in the place of the publication, with its own tables and macros."""
    return open_edition(find_edition(Home(root), name))


def check_knows(publication: Publication, filters: Filters) -> None:
    """Raise NotInEdition where several values are asked of macros that take one: they would find nothing."""
    several = [filters.province, filters.partner, filters.sector]
    known = "select 1 from duckdb_functions() where function_name = 'as_provinces'"
    if any(one and " " in one for one in several) and not publication.values(known):
        raise NotInEdition


def tell_as_in() -> None:
    """Say it when the page shows an edition and not today, and offer the way back."""
    edition = st.session_state.get(AS_IN)
    if edition is None:
        return
    words, way_back = st.columns((5, 1), vertical_alignment="center")
    words.info(text.AS_IN_EDITION.format(edition=as_text(edition)), icon=":material/lock:")
    way_back.button(text.BACK_TO_TODAY, width="stretch", on_click=look_at_today)


def tell_new_build(publication: Publication) -> None:
    """Say it when the numbers come from another build than at this reader's last look."""
    seen = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = publication.build_id
    if seen not in (None, publication.build_id):
        st.toast(text.NEW_BUILD, icon=":material/update:")
