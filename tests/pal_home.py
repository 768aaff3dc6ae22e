"""A PAL_HOME from outside: the real `pal` command run on it, its answers read, its copies made."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from warehouse.command import failures
from warehouse.command.program import app

PROJECT = Path(__file__).resolve().parents[1]
PAL = Path(sys.executable).with_name("pal")
DONE, FAILED, WRONG_USE, PROBLEMS = 0, 1, 2, 3

Record = dict[str, Any]


def environment(home: Path) -> dict[str, str]:
    """What a process that works on this home needs."""
    return {**os.environ, "PAL_HOME": str(home), "PYTHONUTF8": "1"}


def run_pal(home: Path, *arguments: str, status: int = DONE) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own; it must end with `status`."""
    ended = subprocess.run(
        [PAL, *arguments],
        env=environment(home),
        cwd=home.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == status, f"{arguments}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    assert "Traceback" not in ended.stderr
    return ended


def start_pal(home: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Start the real command and do not wait; its output may be read when it has ended."""
    return subprocess.Popen(
        [PAL, *arguments],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def answer(home: Path, *arguments: str) -> str:
    """What the command prints, run in this process: for the many questions that would each start Python."""
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(printed):
        patched.setenv("PAL_HOME", str(home))
        status = failures.run_guarded(lambda: app(list(arguments), standalone_mode=False))
    assert status == DONE, f"{arguments}: {status}"
    return printed.getvalue()


def ask(home: Path, *arguments: str) -> list[Record]:
    """The answer of a listing command as flat objects."""
    records: list[Record] = json.loads(answer(home, *arguments, "--format", "json"))
    return records


def ask_value(home: Path, code: str, *filters: str) -> float | None:
    """One KPI's value."""
    [record] = ask(home, "kpi", code, *filters)
    value: float | None = record["value"]
    return value


def copy_home(source: Path, target: Path) -> Path:
    """A home of one's own to change: archive, decisions, warehouse, publications and dbt's parsed project."""
    shutil.copytree(source, target, symlinks=True)
    return target


def deliver(home: Path, partner: str, name: str, header: str, rows: Iterable[str]) -> None:
    """Put a CSV with `;` into the inbox: its heading line and its rows as they stand in the file."""
    path = home / "inbox" / partner / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in (header, *rows)), encoding="utf-8")


def decide(home: Path, name: str, header: str, rows: Sequence[str]) -> None:
    """Write the decisions file `name`, its rows without author, date and reason, which are added."""
    path = home / "decisions" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{header},author,date,reason", *(f"{row},Anna,2013-07-10,visto con il partner" for row in rows)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
