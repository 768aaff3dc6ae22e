"""The dashboard as it is served: the pages of `app.py` in Italian, behind the door.

streamlit run dashboard/server.py
"""

import os
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.starlette import App

from dashboard.door import Door
from dashboard.frontend import Frontend
from dashboard.models_page import ADDRESS, serve_models

BEHIND = "PAL_DASHBOARD_NAME"

app = App(
    Path(__file__).with_name("app.py"),
    routes=[Route(ADDRESS, serve_models)],
    middleware=[Middleware(Door, name=os.environ.get(BEHIND) or None), Middleware(Frontend)],
)
