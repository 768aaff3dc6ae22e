"""An empty place says what to do: otherwise where filters leave nothing than where nothing has come yet."""

import streamlit as st

from dashboard import text
from dashboard.view import View


def tell_nothing(view: View, words: str = text.NOTHING_HERE) -> None:
    """Say that there is nothing: `words` where the reader chose filters, which may be why."""
    st.info(words if view.is_filtered else text.NOTHING_YET, icon=":material/info:")
