"""Names are text on every page, in every window and in every file of the dashboard."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pandas as pd
import pytest
from hostile_lists import decide_in_hostile_words, give_hostile_names, names
from made_publication import changed, publish
from streamlit.testing.v1 import AppTest
from thorough import some_of
from visiting_views import TITLES, open_view

from dashboard.as_text import as_text
from dashboard.data.asking import Filters
from dashboard.data.delivered import Delivered
from dashboard.data.evidence import Rows
from publication.spreadsheets import write_csv, write_xlsx

DRAWN = ("body", "label", "help", "title", "caption", "delta")
_ESCAPED = re.compile(r"\\.")
WINDOWS = {
    "rows": [Rows("firms_reached", Filters(), words=name) for name in names()[::2]],
    "delivered": [Delivered("counted", f"Ricevute, «{name}»", None, "received") for name in names()[1::2]],
}
"""Each name in the heading of one window or the other."""


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication by hand, every name in it hostile, and what people decided."""
    home = tmp_path_factory.mktemp("hostile")
    assert decide_in_hostile_words(home / "decisions") > 3 * len(names())
    with changed(publish(home)) as connection:
        give_hostile_names(connection)
    return home


def words_drawn(page: AppTest) -> Iterator[str]:
    """Every text that Streamlit would read as Markdown."""
    waiting: list[Any] = [page._tree]
    while waiting:
        node = waiting.pop()
        waiting += list(getattr(node, "children", {}).values())
        yield from in_message(node.proto) if getattr(node, "proto", None) is not None else ()


def in_message(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in DRAWN and isinstance(value, str):
            yield value
        elif hasattr(value, "ListFields"):
            yield from in_message(value)


def raw_names(words: Iterator[str]) -> list[str]:
    """The names that stand among the words as they are, though Markdown would read them."""
    read = {name for name in names() if as_text(name) != name}
    return sorted({name for text in words for name in read if name in _ESCAPED.sub("", text)})


@pytest.mark.parametrize("title", some_of(TITLES, TITLES[::2]))
def test_no_view_draws_a_name_as_markdown(
    title: str, hostile_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(hostile_home, monkeypatch, title)
    assert not page.error
    assert raw_names(words_drawn(page)) == []


@pytest.mark.parametrize("kind", WINDOWS)
def test_no_window_draws_a_name_as_markdown(
    kind: str, hostile_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_view(hostile_home, monkeypatch, "Glossario")
    for wanted in WINDOWS[kind]:
        page.session_state["rows_wanted"] = wanted
        page.run()
        name = wanted.words if isinstance(wanted, Rows) else wanted.title
        drawn = list(words_drawn(page))
        assert any(as_text(name).strip() in words for words in drawn)
        assert raw_names(iter(drawn)) == []


def test_the_chosen_network_is_drawn_as_text(hostile_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_view(hostile_home, monkeypatch, "Reti")
    for choice in page.selectbox(key="rete").options[1:10]:
        page.selectbox(key="rete").set_value(choice).run()
        assert raw_names(words_drawn(page)) == []


def test_no_sign_is_drawn_as_another() -> None:
    """Streamlit makes arrows and dashes of signs that stand alone, once the marks are read."""
    signs = ("<->", "->", "<-", "--", ">=", "<=", "~=")
    for name in names():
        drawn = re.sub(r"\\(.)", r"\1", as_text(name))
        assert not [sign for sign in signs if re.search(rf"(^|\s){sign}(\s|$)", drawn)], name


def test_no_file_runs_a_name() -> None:
    frame = pd.DataFrame({"Nome": names()})
    content = write_csv(frame.assign(Comune="Lecco", Rete=frame["Nome"])).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))) == 1 + len(frame)
    for separator in ";,\t":  # by the reader's settings, whatever the file's
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    with ZipFile(io.BytesIO(write_xlsx(frame, names()))) as book:
        for part in book.namelist():
            content = ElementTree.fromstring(book.read(part))  # noqa: S314 our own file
            assert not [one.tag for one in content.iter() if one.tag.rpartition("}")[2] in ("f", "hyperlink")]
