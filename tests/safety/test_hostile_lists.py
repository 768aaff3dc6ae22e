"""The lists of hostile things: long enough, each line once, and of every kind that was tried."""

import pytest
from hostile_lists import FOLDER, kinds_of, lines_of

KINDS = {
    "statements.txt": (
        "files read",
        "files written",
        "extensions",
        "logs",
        "changes",
        "memory",
        "time",
        "depth",
    ),
    "names.txt": ("Markdown", "HTML", "formulas", "terminals", "paths"),
    "decisions.txt": ("days", "SQL", "elsewhere", "no list", "formulas"),
    "questions.txt": ("unknown codes",),
    "links.txt": ("a parameter",),
}


def test_there_are_three_hundred_and_each_stands_once() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == set(KINDS)
    listed = [(name, line) for name in KINDS for line in lines_of(name)]
    assert len(listed) >= 300
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_its_lines(name: str) -> None:
    found = kinds_of(name)
    assert [kind for kind in KINDS[name] if not any(kind in one for one in found)] == []
