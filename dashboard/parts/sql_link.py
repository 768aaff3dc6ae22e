"""From a figure to its question: a link that opens it in the view SQL."""

from urllib.parse import quote, urlencode

import streamlit as st

from dashboard import text


def link_sql(sql: str, label: str = text.SHOW_SQL) -> None:
    """The one way to show the question that the page asked; the view SQL answers it with the same figures."""
    st.link_button(
        label,
        f"/sql?{urlencode({'domanda': sql}, quote_via=quote)}",
        icon=":material/terminal:",
        type="tertiary",
    )
