"""dbt as a child process: progress, failures in one line each, and no dbt left behind by a killed parent."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from warehouse_fakes import write_tiny_project

from decisions.loading import load_decisions
from decisions.reading import read_decisions
from ingest.archive import Archive
from ingest.landing import land
from storage.home import Home
from storage.lock import writer_lock
from warehouse.build import BuildFailed, run_dbt
from warehouse.settings import BuildSettings

PROJECT = Path(__file__).parents[2]

ENDLESS = "select count(*) as n from range(1000000) as a(i), range(1000000) as b(i) where hash(a.i + b.i) = 3"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.root.mkdir()
    with duckdb.connect(home.warehouse) as con:
        land(con, Archive(home.archive), None)
        load_decisions(con, read_decisions(home.decisions), "key")
    return home


def test_a_build_makes_the_tables_and_says_how_far_it_is(home: Home, tmp_path: Path) -> None:
    settings = BuildSettings(dbt_project=write_tiny_project(tmp_path / "dbt"))
    steps: list[tuple[int, int]] = []
    run_dbt(home, home.warehouse, settings, on_progress=lambda done, total, _: steps.append((done, total)))
    assert steps == [(done, 9) for done in range(10)]
    with duckdb.connect(home.warehouse, read_only=True) as con:
        assert con.execute("select count(*) from marts.fct_firms").fetchall() == [(0,)]
    assert sorted(path.name for path in (tmp_path / "dbt").iterdir()) == [
        "dbt_project.yml", "macros", "models", "profiles.yml", "publish",
    ]  # fmt: skip


@pytest.mark.thorough
def test_each_failure_is_one_line(home: Home, tmp_path: Path) -> None:
    project = write_tiny_project(
        tmp_path / "dbt",
        {
            "models/marts/broken.sql": "select no_such_column from {{ ref('fct_firms') }}",
            "models/marts/one.sql": "select 1 as n",
            "tests/assert_no_rows.sql": "select * from {{ ref('one') }}",
        },
    )
    with pytest.raises(BuildFailed) as failed:
        run_dbt(home, home.warehouse, BuildSettings(dbt_project=project))
    lines = str(failed.value).splitlines()
    assert len(lines) == 3
    assert any("il modello broken: " in line and "no_such_column" in line for line in lines)
    assert any("il test assert_no_rows non è passato: 1 righe" in line for line in lines)


@pytest.mark.thorough
def test_a_project_that_does_not_parse_is_a_failure_too(home: Home, tmp_path: Path) -> None:
    project = write_tiny_project(tmp_path / "dbt", {"models/marts/broken.sql": "{{ ref('nothing') }}"})
    with pytest.raises(BuildFailed, match="nothing"):
        run_dbt(home, home.warehouse, BuildSettings(dbt_project=project))


def test_dbt_ends_with_its_parent_and_only_then_is_the_lock_free(home: Home, tmp_path: Path) -> None:
    write_tiny_project(tmp_path / "dbt", {"models/marts/endless.sql": ENDLESS})
    parent = subprocess.Popen(
        [sys.executable, __file__, str(home.root), str(tmp_path / "dbt")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), str(Path(__file__).parent)])},
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"building\n"
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    with writer_lock(home.lock_file, wait=120), duckdb.connect(home.warehouse) as con:
        assert con.execute("select count(*) from raw.deliveries").fetchall() == [(0,)]


def _build_until_killed(home: Home, project: Path) -> None:
    """What the killed parent runs: says when models are being built, then waits for an endless one."""
    with writer_lock(home.lock_file) as lock:
        run_dbt(
            home,
            home.warehouse,
            BuildSettings(dbt_project=project),
            lock,
            on_progress=lambda done, total, name: print("building", flush=True) if done == 1 else None,
        )


if __name__ == "__main__":
    _build_until_killed(Home(Path(sys.argv[1])), Path(sys.argv[2]))
