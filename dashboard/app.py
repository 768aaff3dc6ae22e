"""The dashboard's front door: it names the pages and opens the chosen one, nothing more.

streamlit run dashboard/app.py
"""

from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import text
from dashboard.failures import show_failures
from dashboard.frame import draw_page
from dashboard.views import PAGES

st.set_page_config(
    page_title=text.TITLE, page_icon=str(Path(__file__).with_name("static") / "icon.png"), layout="wide"
)
opened = st.navigation(
    [
        st.Page(
            partial(draw_page, page),
            title=page.title,
            url_path=page.path or None,
            icon=page.icon,
            default=page is PAGES[0],
        )
        for page in PAGES
    ],
    position="top",
)
with show_failures():
    opened.run()
