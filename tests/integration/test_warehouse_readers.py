"""Readers in their own processes, while publications come and go: no error, and never half of one build."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from warehouse_fakes import build_without_dbt, deliver, write_tiny_project

from warehouse import pipeline
from warehouse.lock import writer_lock
from warehouse.pipeline import Writer, refresh
from warehouse.publications import KEPT
from warehouse.reader import open_published
from warehouse.settings import BuildSettings, Home

PROJECT = Path(__file__).parents[2]
READERS = 3
PUBLICATIONS = KEPT + 3


@contextmanager
def reading(home: Home) -> Iterator[subprocess.Popen[str]]:
    """A process that reads until its standard input closes, and has begun."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        [sys.executable, __file__, str(home.root)],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as reader:  # fmt: skip
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        yield reader


def test_readers_never_meet_half_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "run_dbt", build_without_dbt)
    home = Home(tmp_path / "home")
    settings = BuildSettings(dbt_project=write_tiny_project(tmp_path / "dbt"), build_date=date(2013, 6, 30))
    with writer_lock(home.lock_file) as lock:
        writer = Writer(home, settings, lock)
        deliver(home, "lecco", "0.csv", "Firm 0 srl")
        refresh(writer)
        with reading(home) as one, reading(home) as two, reading(home) as three:
            for number in range(1, PUBLICATIONS):
                deliver(
                    home, "lecco", f"{number}.csv", *(f"Firm {number}-{row} srl" for row in range(number))
                )
                assert refresh(writer).is_new_publication
            readers = [one, two, three]
            seen = [reader.communicate("\n")[0].split() for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * READERS
    assert all(int(queries) > 0 and int(builds) > 1 for queries, builds in seen)
    assert len(list(home.published.glob("pal-*.duckdb"))) == KEPT


def _read_until_told(home: Home) -> None:
    """What a reader runs: each answer must be that of one whole build."""
    told = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
    print("reading", flush=True)
    queries, builds = 0, set()
    while not told.is_set():
        with open_published(home) as publication, open_published(home, private=True) as twin:
            for one in (publication, twin):
                [counted] = one.values("select count(*) from firm_names()")
                [stated] = one.values("select value from meta where key = 'rows:fct_firms'")
                if str(counted) != stated or one.build_id not in one.path.name:
                    raise SystemExit(f"{one.path}: {counted} is not {stated}")
            builds.add(publication.build_id)
        queries += 1
    print(queries, len(builds), flush=True)


if __name__ == "__main__":
    _read_until_told(Home(Path(sys.argv[1])))
