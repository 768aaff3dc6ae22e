"""dbt's own pages on the models, with their lineage: one file, written by `make docs`, served beside the views."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from dashboard import text
from storage.home import Home

ADDRESS = "/modelli"


def find_page() -> Path:
    """Where `make docs` writes it."""
    return Home.from_environment().root / "docs" / "static_index.html"


def serve_models(_: Request) -> Response:
    """The page, or how to make it."""
    page = find_page()
    if not page.is_file():
        return PlainTextResponse(text.NO_MODELS_PAGE, 404)
    return FileResponse(page, media_type="text/html")


def link_models() -> None:
    """A link to the page, where somebody has made it."""
    if find_page().is_file():
        st.link_button(text.MODELS_PAGE, ADDRESS, icon=":material/account_tree:", type="tertiary")
