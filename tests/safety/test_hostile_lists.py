"""The lists of hostile things: long enough, each line once, and of every kind that was tried."""

import re
from pathlib import Path

import pytest
from hostile_lists import FOLDER, NAMED, kinds_of, lines_of

MARTS = Path(__file__).parents[2] / "dbt_project" / "models" / "marts"

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


@pytest.mark.parametrize(
    "mart", [path.stem for path in sorted(MARTS.glob("*.sql")) if "public_" in path.read_text()]
)
def test_every_text_of_others_that_is_published_gets_a_hostile_name(mart: str) -> None:
    sql = (MARTS / f"{mart}.sql").read_text(encoding="utf-8")
    gated = set(re.findall(r"public_(?:text|code)\(.*?\bas (\w+)", sql, re.DOTALL)) - {"event_id"}
    assert gated <= set(NAMED.get(mart, ()))
