"""`kill -9` in every phase of a refresh: nothing lost or twice, readers served, the next run ends it."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from forking import Forker
from killing import KILLED, PHASES, kill_instead
from pal_home import assert_nothing_lost, assert_whole
from thorough import some_of
from warehouse_fakes import build_without_dbt, deliver, write_tiny_project

from publication.reader import open_published
from storage.home import Home
from storage.lock import writer_lock
from warehouse import pipeline
from warehouse.pipeline import Outcome, Writer, refresh
from warehouse.rebuild import rebuild
from warehouse.settings import BuildSettings

FORKER = Forker([Path(__file__).stem])
NAMES = "select company_name from fct_firms order by all"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    write_tiny_project(tmp_path / "dbt")
    return Home(tmp_path / "home")


def run_here(home: Home, action: Callable[[Writer], Outcome] = refresh) -> Outcome:
    settings = BuildSettings(dbt_project=home.root.parent / "dbt", build_date=date(2013, 6, 30))
    with pytest.MonkeyPatch.context() as patched, writer_lock(home.lock_file) as lock:
        patched.setattr(pipeline, "build_warehouse", build_without_dbt)
        return action(Writer(home, settings, lock))


def run_killed(home: Home, phase: str, action: str) -> None:
    called = f"{Path(__file__).stem}:run_until_killed"
    ended = FORKER.run(called, (str(home.root), phase, action), os.environ, home.root.parent)
    assert ended.returncode == KILLED, ended.stderr


def phases(of_rebuild: bool) -> list[ParameterSet]:
    """Every phase; the first of each step in `make test`."""
    chosen = [phase for phase in PHASES if phase.startswith("rebuild") == of_rebuild]
    firsts = {phase.partition(",")[0]: phase for phase in reversed(chosen)}.values()
    return some_of(chosen, firsts)


@pytest.mark.parametrize("phase", phases(of_rebuild=False))
def test_a_killed_refresh_is_finished_by_the_next(home: Home, phase: str) -> None:
    deliver(home, "lecco", "uno.csv", "Alfa srl")
    first = run_here(home)
    deliver(home, "lecco", "due.csv", "Beta srl")
    deliver(home, "como", "tre.csv", "Gamma srl")
    run_killed(home, phase, "refresh")

    assert_whole(home.root)
    with open_published(home) as publication:
        names = publication.values(NAMES)
        assert names in (["Alfa srl"], ["Alfa srl", "Beta srl", "Gamma srl"])
        assert (publication.build_id == (first.build.build_id if first.build else None)) == (len(names) == 1)
        assert publication.meta["rows:fct_firms"] == str(len(names))

    finished = run_here(home)
    told = sorted(Path(rows.file_name).name for rows in finished.judged)
    assert told == ([] if phase == "pointer, after" else ["due.csv", "tre.csv"])
    with open_published(home) as publication, open_published(home, private=True) as twin:
        assert publication.values(NAMES) == ["Alfa srl", "Beta srl", "Gamma srl"]
        assert twin.build_id == publication.build_id
        assert len(publication.values("select delivery_id from dim_deliveries")) == 3
    assert_whole(home.root)
    assert_nothing_lost(home.root, {"uno.csv": 1, "due.csv": 1, "tre.csv": 1})
    again = run_here(home)
    assert again == Outcome(build=again.build)
    leftovers = [*home.published.glob(".*"), *home.private.glob(".*")]
    assert leftovers == []


@pytest.mark.parametrize("phase", phases(of_rebuild=True))
def test_a_killed_rebuild_leaves_a_whole_warehouse(home: Home, phase: str) -> None:
    deliver(home, "lecco", "uno.csv", "Alfa srl")
    run_here(home)
    run_killed(home, phase, "rebuild")
    run_here(home)
    with open_published(home) as publication:
        assert publication.values(NAMES) == ["Alfa srl"]
    assert not home.fresh_warehouse.exists()


def run_until_killed(folder: str, phase: str, action: str) -> None:
    """What the killed process runs."""
    home = Home(Path(folder))
    pipeline.build_warehouse = build_without_dbt
    kill_instead(*PHASES[phase])
    settings = BuildSettings(dbt_project=home.root.parent / "dbt", build_date=date(2013, 6, 30))
    with writer_lock(home.lock_file) as lock:
        {"refresh": refresh, "rebuild": rebuild}[action](Writer(home, settings, lock))
