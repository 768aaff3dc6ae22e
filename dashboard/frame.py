"""What every view has around it: one publication per drawing, filters, freshness, and the window of rows."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard import text
from dashboard.address import begin_address, tell_unknown, write_address
from dashboard.current import AS_IN, check_knows, open_current, tell_as_in, tell_new_build
from dashboard.filters import choose_filters
from dashboard.parts.evidence import keep_window, open_wanted_rows
from dashboard.parts.header import show_header
from dashboard.theme import active_palette
from dashboard.view import View


@dataclass(frozen=True)
class Page:
    """A view as the router knows it: its name, its address (the first has none), its icon, what draws it."""

    title: str
    path: str
    icon: str
    draw: Callable[[View], None]


def draw_page(page: Page) -> None:
    """Draw a view from one publication, which nothing on the page changes."""
    begin_address(page.title)
    st.button(text.REDRAW, key="ridisegna", on_click=keep_window)
    publication = open_current()
    tell_new_build(publication)
    tell_as_in()
    notices, head = st.container(), st.container()
    filters, second = choose_filters(publication, AS_IN in st.session_state)
    check_knows(publication, filters)
    view = View(publication, filters, active_palette(), second)
    with head:
        show_header(view, page.title)
    page.draw(view)
    open_wanted_rows(view)
    with notices:
        tell_unknown()
    write_address()
