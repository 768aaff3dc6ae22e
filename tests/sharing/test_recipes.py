"""The recipes of docs/growth.md, run as they stand there, beside a published home: each says the KPI's value."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pal_home import PAL, PROJECT, ask_value
from python_calamine import CalamineWorkbook

RECIPES = re.findall(
    r"^```(python|sh)\n(.*?)^```$",
    (PROJECT / "docs" / "growth.md").read_text(encoding="utf-8").partition("## Their own tools")[2],
    re.MULTILINE | re.DOTALL,
)


def test_there_are_recipes_for_each_tool() -> None:
    told = [re.search(r"duckdb\.connect|^duckdb|pandas|polars|pal sql", text) for _, text in RECIPES]
    assert len({found and found[0] for found in told}) == len(RECIPES) == 5


@pytest.mark.parametrize(("language", "text"), RECIPES)
def test_a_recipe_gives_the_value(sample_home: Path, tmp_path: Path, language: str, text: str) -> None:
    (tmp_path / "data").symlink_to(sample_home)
    command = [sys.executable, "-c", text] if language == "python" else ["sh", "-c", text]
    environment = {**os.environ, "PAL_HOME": str(sample_home), "PATH": f"{PAL.parent}:{os.environ['PATH']}"}
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    value = ended.stdout.split()[-1] if ended.stdout.strip() else ""
    for path in tmp_path.glob("*.xlsx"):
        converted = ["soffice", "--headless", "--convert-to", "ods", path.name]
        subprocess.run(converted, cwd=tmp_path, env=environment | {"HOME": str(tmp_path)}, check=True)
        sheet = CalamineWorkbook.from_path(str(path.with_suffix(".ods"))).get_sheet_by_index(0)
        value = str(sheet.to_python()[-1][0])
    assert float(value) == ask_value(sample_home, "firms_reached", "--province", "LC")
