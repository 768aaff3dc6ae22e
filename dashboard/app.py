"""The dashboard's front door: it names the pages and draws the chosen one, nothing more.

The page is drawn here and not by its own `run()`: so what pages share, the filters above all, stays the same
for Streamlit when the page changes, and keeps its value in the address.

streamlit run dashboard/app.py
"""

from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import text
from dashboard.failures import show_failures
from dashboard.frame import draw_page
from dashboard.views import PAGES

STATIC = Path(__file__).with_name("static")
# Before the navigation: else the browser is told to fetch the view's icon from another host.
st.set_page_config(page_title=text.TITLE, page_icon=str(STATIC / "icon.png"), layout="wide")
st.html(STATIC / "page.css")
st.html(f"<script>{(STATIC / 'page.js').read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
entries = [
    st.Page(
        partial(draw_page, page),
        title=page.title,
        url_path=page.path or None,
        icon=page.icon,
        default=page is PAGES[0],
    )
    for page in PAGES
]
chosen = st.navigation(entries, position="top")
st.set_page_config(page_title=f"{chosen.title} · {text.TITLE}")
with show_failures():
    # Not by `chosen.run()`, which would forget the filters on the way to another page.
    draw_page(PAGES[entries.index(chosen)])
