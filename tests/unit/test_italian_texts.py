"""Texts that people see have curly apostrophes, wherever they stand: in code, seeds, descriptions, on paper.

A straight apostrophe between two letters (or before a number, «, or a value put in) is one that someone reads. It is
none where it closes or opens a text of SQL (nothing joins it to a letter on both sides), where it stands in
`backquotes`, in what is typed as code, or in English ('s, 't), which explanations are written in.
"""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?!(?:s|t|re|ll|ve|d)\b)(?=[^\W_]|[«{])")
DOUBLED = re.compile(r"(?<=[^\W\d_])''(?=[^\W\d_])")
ROOMS = (
    "command", "dashboard", "decisions", "editions", "identity", "ingest", "publication", "storage", "warehouse",
)  # fmt: skip
#: What stands here is not said: it is compared with what partners write, with any apostrophe.
DELIVERED = {"spellings.csv", "foreign_places.csv", "municipality_moves.csv"}


@pytest.mark.parametrize("room", ROOMS)
def test_apostrophes_in_code_are_curly(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in (ROOT / room).rglob("*.py")
        for text in spoken(path)
        if STRAIGHT.search(re.sub("`[^`]*`", "", text))
    ]
    assert found == []


def spoken(path: Path) -> Iterator[str]:
    """The texts of a module, each with {} where a value is put in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in one.values}
    for one in ast.walk(tree):
        if isinstance(one, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in one.values)
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in parts:
            yield one.value


def test_a_straight_apostrophe_is_found_in_what_is_said_alone(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("""a = "manca l'importo"; b = f"dell'{a}"; c = "l'81%"; d = "c'è" """)
    assert [bool(STRAIGHT.search(text)) for text in spoken(module)] == [True] * 4
    module.write_text(
        """a = "x = 'b' and y in ('c', 'd')"; b = f"x = '{a}'"; c = "a KPI's rows don't"; d = "l’importo" """
    )
    assert [text for text in spoken(module) if STRAIGHT.search(text)] == []


def test_apostrophes_of_seeds_are_curly() -> None:
    seeds = [path for path in (ROOT / "dbt_project" / "seeds").glob("*.csv") if path.name not in DELIVERED]
    cells = [
        f"{path.name}: {cell}"
        for path in seeds
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in row
    ]
    assert any("’" in cell for cell in cells)
    assert [cell for cell in cells if STRAIGHT.search(cell)] == []


def test_apostrophes_of_what_analysts_read_are_curly() -> None:
    """The words of models (comments of the published tables), of macros and of what a build finds."""
    models = ROOT / "dbt_project" / "models" / "marts"
    described = [*models.glob("*.yml"), *models.glob("*.md")]
    found = [
        f"{path.name}: {line}"
        for paths, straight in ((described, STRAIGHT), ((ROOT / "dbt_project").rglob("*.sql"), DOUBLED))
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if straight.search(line) and not line.lstrip().startswith("--")
    ]
    assert len(described) > 20
    assert found == []


def test_apostrophes_on_paper_are_curly() -> None:
    templates = list((ROOT / "editions" / "templates").glob("*.typ"))
    lines = [
        line.split("//")[0] for path in templates for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(templates) > 3
    assert [line for line in lines if STRAIGHT.search(line)] == []
