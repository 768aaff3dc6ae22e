"""One refresh with every kind of bad file and two good ones, while a second refresh knocks."""

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from bad_files import write_bad_files
from pal_home import DONE, FAILED, PROBLEMS, ask, assert_whole, deliver, run_pal, start_pal

from ingest.record_types import RECORD_TYPES

GOOD_FILES = {"buono.csv", "altro_buono.csv"}
HEADER = "Codice impresa;Ragione sociale;Comune;Provincia"


class Run:
    """A home after the two refreshes: what was sent, and how each of the two ended."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said = write_bad_files(home / "inbox")
        deliver(home, "lecco", "buono.csv", HEADER, ["G1;Verdi srl;Lecco;LC"])
        deliver(home, "como", "altro_buono.csv", HEADER, ["G2;Gialli srl;Como;CO"])
        first = start_pal(home, "refresh")
        while first.poll() is None and not (home / "refresh.lock").exists():
            time.sleep(0.05)
        second = start_pal(home, "refresh")
        self.output, self.errors = first.communicate()
        self.status = first.returncode
        self.second_output, self.second_errors = second.communicate()
        self.second_status = second.returncode


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("bad") / "home")


@pytest.fixture
def warehouse(run: Run) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse itself, to see what landed."""
    with duckdb.connect(run.home / "warehouse.duckdb", read_only=True) as con:
        yield con


def test_the_run_says_that_there_were_problems(run: Run) -> None:
    assert run.status == PROBLEMS
    assert "Traceback" not in run.output + run.errors


def test_each_bad_file_gets_one_clear_line(run: Run) -> None:
    lines = [line for line in run.errors.splitlines() if line.strip()]
    assert len(lines) == len(run.said)
    for name, words in run.said.items():
        [line] = [line for line in lines if f"«{name}»" in line]
        assert "rifiutata: " in line
        assert words in line


def test_the_good_files_land_and_the_bad_do_not(run: Run, warehouse: duckdb.DuckDBPyConnection) -> None:
    status = {row["file_name"]: row["status"] for row in ask(run.home, "deliveries")}
    assert status == dict.fromkeys(run.said, "refused") | dict.fromkeys(GOOD_FILES, "landed")
    good = {
        row[0]
        for row in warehouse.execute(
            "select delivery_id from raw.deliveries where list_contains(?, file_name)", [list(GOOD_FILES)]
        ).fetchall()
    }
    assert len(good) == len(GOOD_FILES)
    for table in ("sheets", "headings", *RECORD_TYPES):
        rows = warehouse.execute(f"select distinct delivery_id from raw.{table}").fetchall()
        assert {row[0] for row in rows} <= good, table
    assert ask(run.home, "sql", "select count(*) as firms from dim_firms") == [{"firms": 2}]


def test_refused_files_are_kept_with_their_reason(run: Run) -> None:
    assert [path for path in (run.home / "inbox").rglob("*") if path.is_file()] == []
    assert_whole(run.home)
    for row in ask(run.home, "deliveries"):
        assert (row["reason"] is not None) == (row["file_name"] in run.said)
        assert row["record_type"] is None or row["file_name"] in GOOD_FILES


def test_nothing_was_written_outside_the_home(run: Run) -> None:
    assert [path.name for path in run.home.parent.iterdir()] == [run.home.name]


def test_the_second_refresh_waits_or_says_who_is_at_work(run: Run) -> None:
    assert "Un altro aggiornamento è in corso dalle " in run.second_errors
    assert "Traceback" not in run.second_errors
    assert run.second_status in (DONE, FAILED)
    assert ("Niente di nuovo" in run.second_output) == (run.second_status == DONE)


def test_the_next_run_has_no_problems_to_tell(run: Run) -> None:
    assert "Niente di nuovo" in run_pal(run.home, "refresh").stdout
