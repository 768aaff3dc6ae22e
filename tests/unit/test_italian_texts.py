"""Texts that people see, of the dashboard and of the seeds: curly apostrophes, outside what is typed as code."""

import ast
import re
from pathlib import Path

import pytest

from dashboard import text


def test_apostrophes_are_curly() -> None:
    own = [value for name, value in vars(text).items() if name.isupper() and isinstance(value, str)]
    assert len(own) > 100
    straight = re.compile(r"(?<=[a-zà-ù])'(?=[a-zà-ùA-Z0-9«{])")
    assert [value for value in own if straight.search(re.sub("`[^`]*`", "", value))] == []


@pytest.mark.parametrize("room", ["brief", "gate", "report", "templates"])
def test_apostrophes_on_paper_are_curly(room: str) -> None:
    """Of what a report or a brief says; messages of commands, which go to a terminal, stand elsewhere."""
    folder = Path(__file__).parents[2] / "editions" / room
    straight = re.compile(r"(?<=[a-zà-ù])'(?=[a-zà-ùA-Z0-9«])")
    said = [
        *(text for path in folder.glob("*.py") for text in spoken(path)),
        *(
            line.split("//")[0]
            for path in folder.glob("*.typ")
            for line in path.read_text(encoding="utf-8").splitlines()
        ),
    ]
    assert len(said) > 20
    assert [text for text in said if straight.search(text)] == []


def spoken(path: Path) -> list[str]:
    """The texts of a module but its explanations."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explained = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    return [
        one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in explained
    ]


@pytest.mark.parametrize("seed", ["codes", "kpis", "published_counts", "rules"])
def test_apostrophes_of_seeds_are_curly(seed: str) -> None:
    path = Path(__file__).parents[2] / "dbt_project" / "seeds" / f"{seed}.csv"
    content = path.read_text(encoding="utf-8")
    assert "’" in content
    assert re.findall(r"\w+'\w+", content) == []


def test_no_view_has_a_straight_apostrophe_in_its_words() -> None:
    views = Path(__file__).parents[2] / "dashboard"
    said = re.compile(r"\b(?:[Cc]os|[Dd]ell|[Aa]ll|[Nn]ell|[Dd]all|[Ss]ull|[Uu]n|[Cc]|L)'[a-zàèéìòù]+")
    found = {
        path.name: said.findall(path.read_text(encoding="utf-8"))
        for path in views.rglob("*.py")
        if path.name not in ("streamlit_words.py",)
    }
    assert {name: words for name, words in found.items() if words} == {}
