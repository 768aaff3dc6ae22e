"""The dashboard's front door: it names the pages and opens the chosen one, nothing more.

streamlit run dashboard/app.py
"""

from pathlib import Path

import streamlit as st

from dashboard import text
from dashboard.failures import show_failures
from dashboard.views import overview

st.set_page_config(
    page_title=text.TITLE, page_icon=str(Path(__file__).with_name("static") / "icon.png"), layout="wide"
)
page = st.navigation([st.Page(overview.show, title=text.OVERVIEW, url_path="sintesi", default=True)])
with show_failures():
    page.run()
