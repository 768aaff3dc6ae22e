"""From a figure to its question: a link that opens it in the view SQL."""

from urllib.parse import quote, urlencode

import streamlit as st

from dashboard import text
from dashboard.current import AS_IN, IN_ADDRESS


def link_sql(sql: str, label: str = text.SHOW_SQL) -> None:
    """The one way to show the question that the page asked; the view SQL answers it with the same figures.

    The link opens another page, which looks as in the edition that this one shows, if it shows one.
    """
    edition: str | None = st.session_state.get(AS_IN)
    asked = {"domanda": sql} | ({} if edition is None else {IN_ADDRESS: edition})
    st.link_button(
        label, f"/sql?{urlencode(asked, quote_via=quote)}", icon=":material/terminal:", type="tertiary"
    )
