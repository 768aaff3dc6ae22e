"""What a reader sees when a page cannot be drawn: one sentence in Italian, never a traceback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import streamlit as st

from dashboard import text
from dashboard.as_text import as_text
from dashboard.current import AS_IN, NotInEdition, look_at_today
from storage.errors import NotPublished, PalError

logger = logging.getLogger(__name__)


@contextmanager
def show_failures() -> Iterator[None]:
    """Turn what goes wrong inside the block into words; the details go to the server's log."""
    try:
        yield
    except NotPublished:
        st.title(text.NOT_PUBLISHED_TITLE, anchor=False)
        st.info(text.NOT_PUBLISHED, icon=":material/inbox:")
    except NotInEdition:
        tell_not_in_edition()
    except PalError as error:
        st.title(text.FAILED_TITLE, anchor=False)
        st.error(as_text(str(error)), icon=":material/error:")
    except duckdb.Error as error:
        logger.exception("A page failed")
        if st.session_state.get(AS_IN) is None:
            tell_failure(error)
        else:
            tell_not_in_edition()
    except Exception as error:
        logger.exception("A page failed")
        tell_failure(error)


def tell_not_in_edition() -> None:
    """That an edition, which has the macros of the day when it was sealed, does not know what the page asks."""
    edition = as_text(st.session_state.get(AS_IN, ""))
    st.title(text.NOT_IN_EDITION_TITLE, anchor=False)
    st.info(text.NOT_IN_EDITION.format(edition=edition), icon=":material/lock:")
    st.button(text.BACK_TO_TODAY, key="back_to_today", on_click=look_at_today)


def tell_failure(error: Exception) -> None:
    """That something unforeseen happened, and what to do."""
    st.title(text.FAILED_TITLE, anchor=False)
    st.error(text.FAILED.format(kind=type(error).__name__), icon=":material/error:")
