"""The dashboard as it is served: the pages of `app.py` in Italian, behind the door.

streamlit run dashboard/server.py
"""

import os
from pathlib import Path

from starlette.middleware import Middleware
from streamlit.starlette import App

from dashboard.door import Door
from dashboard.frontend import Frontend

BEHIND = "PAL_DASHBOARD_NAME"

app = App(
    Path(__file__).with_name("app.py"),
    middleware=[Middleware(Door, name=os.environ.get(BEHIND) or None), Middleware(Frontend)],
)
