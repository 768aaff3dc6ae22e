"""What a reader sees when a page cannot be drawn: one sentence in Italian, never a traceback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard import text
from dashboard.as_text import as_text
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
    except PalError as error:
        st.title(text.FAILED_TITLE, anchor=False)
        st.error(as_text(str(error)), icon=":material/error:")
    except Exception as error:
        logger.exception("A page failed")
        st.title(text.FAILED_TITLE, anchor=False)
        st.error(text.FAILED.format(kind=type(error).__name__), icon=":material/error:")
