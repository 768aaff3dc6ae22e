"""A PAL_HOME from outside: the real `pal` command run on it, its answers read, its copies made."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import duckdb
import pytest
from forking import Forker

from ingest.archive import Archive
from publication.reader import open_published
from storage.home import Home

PROJECT = Path(__file__).resolve().parents[1]
PAL = Path(sys.executable).with_name("pal")
DONE, FAILED, WRONG_USE, PROBLEMS = 0, 1, 2, 3

Record = dict[str, Any]

COMMANDS = Forker(["command.program", "warehouse.pipeline", "warehouse.building.runner"])
"""Runs `pal` without the start of Python, and what else is to happen in a process of its own."""


def environment(home: Path) -> dict[str, str]:
    """What a process that works on this home needs."""
    return {**os.environ, "PAL_HOME": str(home), "PYTHONUTF8": "1"}


def run_pal(home: Path, *arguments: str, status: int = DONE) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own; it must end with `status`."""
    settle(home / "inbox")
    ended = COMMANDS.run("forking:run_command", arguments, environment(home), home.parent)
    assert ended.returncode == status, f"{arguments}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    assert "Traceback" not in ended.stderr
    return ended


def settle(inbox: Path) -> None:
    """Make the files of an inbox look as if they had come a while ago: the newest are waited for otherwise."""
    for path in inbox.rglob("*"):
        if path.is_file() and not path.is_symlink():
            then = min(path.stat().st_mtime, time.time() - 60)
            os.utime(path, (then, then))


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
    from command import front_door
    from command.program import app

    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(printed):
        patched.setenv("PAL_HOME", str(home))
        status = front_door.run_guarded(lambda: app(list(arguments), standalone_mode=False))
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


def decide(home: Path, name: str, header: str, rows: Sequence[str], day: str = "2013-07-10") -> None:
    """Write the decisions file `name`, its rows without author, date and reason, which are added."""
    path = home / "decisions" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{header},author,date,reason", *(f"{row},Anna,{day},visto con il partner" for row in rows)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def assert_whole(home: Path) -> str:
    """The archive and both publications are as they were written; gives the published build's id.

    Every archived file has the bytes that its name is the hash of, the deliveries are numbered without a
    gap, and each published table has the rows that the publication says it has.
    """
    deliveries = Archive(home / "archive").deliveries()
    assert [one.arrival_order for one in deliveries] == list(range(1, len(deliveries) + 1))
    for sha256 in {one.sha256 for one in deliveries}:
        content = (home / "archive" / "files" / sha256[:2] / sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256
    with open_published(Home(home)) as publication, open_published(Home(home), private=True) as twin:
        assert twin.build_id == publication.build_id
        for opened in (publication, twin):
            counts = {key: value for key, value in opened.meta.items() if key.startswith("rows:")}
            assert counts
            for key, value in counts.items():
                assert opened.values(f'select count(*) from "{key.removeprefix("rows:")}"') == [int(value)]
        return publication.build_id


def assert_nothing_lost(home: Path, rows: dict[str, int]) -> None:
    """Every file sent (its name and rows) is one delivery, landed once, with all its rows, and published."""
    assert [path for path in (home / "inbox").rglob("*") if path.is_file()] == []
    names = [one.file_name for one in Archive(home / "archive").deliveries()]
    assert sorted(name for name in names if name in rows) == sorted(rows)
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        landed = con.execute(
            "select file_name, row_count from raw.deliveries inner join raw.sheets using (delivery_id)"
            " where is_main and list_contains(?, file_name)",
            [list(rows)],
        ).fetchall()
    assert sorted(landed) == sorted(rows.items())
    with open_published(Home(home)) as publication:
        published = publication.values("select file_name from dim_deliveries")
    assert sorted(published) == sorted(names)
