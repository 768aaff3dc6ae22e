"""Builds without dbt: only what changed is made, what fails is told as dbt tells it, a kill loses no finished node."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from pal_home import PROJECT
from warehouse_described import described
from warehouse_fakes import deliver, write_tiny_project

from decisions.loading import load_decisions
from decisions.reading import read_decisions
from ingest.archive import Archive
from ingest.landing import land
from publication.reader import open_published
from storage.home import Home
from storage.lock import writer_lock
from warehouse.beginning import keep_beginning
from warehouse.build import BrokenProject, BuildFailed, run_dbt
from warehouse.building import runner
from warehouse.building.compiling import compile_at_installation
from warehouse.building.statements import Node
from warehouse.pipeline import Writer, ingest, refresh
from warehouse.settings import BuildSettings

COLOUR = "vars: {colour: red}\n"
EXTRA = {
    "seeds/kinds.csv": "kind\nvisit\n",
    "macros/said.sql": "{% macro said() -%} 'once' {%- endmacro %}",
    "models/marts/dim_kinds.sql": "select kind from {{ ref('kinds') }}",
    "models/marts/dim_said.sql": "select {{ said() }} as said",
    "models/marts/dim_colour.sql": "select '{{ var('colour') }}' as colour",
    "models/marts/dim_codes.sql": "select '{{ env_var('PAL_KPI_CODES') }}' as codes",
    "models/marts/dim_one.sql": "select 1 as one",
    "models/marts/fct_counts.sql": "select count(*) > 0 as has_firms from {{ ref('fct_firms') }}",
    "models/marts/fct_after.sql": "select has_firms from {{ ref('fct_counts') }}",
    "models/marts/fct_numbers.sql": (
        "select company_name::integer as n from {{ source('raw', 'firms') }} where company_name like '%inf%'"
    ),
    "models/kpi/first.sql": "select 1 as n",
    "tests/assert_no_poison.sql": "select * from {{ ref('fct_firms') }} where company_name like 'Veleno%'",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> BuildSettings:
    """A tiny project whose statements stand beside it, as at an installation: compiled once for all homes."""
    project = write_tiny_project(tmp_path_factory.mktemp("project") / "dbt", EXTRA)
    path = project / "dbt_project.yml"
    path.write_text(path.read_text(encoding="utf-8") + COLOUR, encoding="utf-8")
    settings = BuildSettings(dbt_project=project, build_date=date(2013, 6, 30))
    home = Home(tmp_path_factory.mktemp("installation"))
    with duckdb.connect(home.warehouse) as con:
        load(con, home)
        compile_at_installation(con, home, settings)
    return settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the nodes that are made or judged, as it happens."""
    names: list[str] = []
    for method in ("_make", "_judge"):
        original = getattr(runner._Run, method)

        def told(
            run: runner._Run, con: duckdb.DuckDBPyConnection, node: Node, original: object = original
        ) -> object:
            names.append(node.name)
            return original(run, con, node)  # type: ignore[operator]

        monkeypatch.setattr(runner._Run, method, told)
    return names


def load(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Schemas raw and decisions, as a refresh leaves them to a build."""
    land(con, Archive(home.archive), None)
    load_decisions(con, read_decisions(home.decisions), "key")


def receive(home: Home, settings: BuildSettings, *firms: str) -> None:
    """Land a list of firms, and build nothing."""
    deliver(home, "lecco", f"soci_{len(firms)}.csv", *firms)
    ingest(Writer(home, settings, None), datetime(2013, 6, 1, tzinfo=UTC))


def build(home: Home, settings: BuildSettings) -> None:
    with duckdb.connect(home.warehouse) as con:
        load_decisions(con, read_decisions(home.decisions), "key")
        runner.build(con, home, settings, lambda *_: None)


@pytest.mark.thorough
def test_what_fails_is_told_as_dbt_tells_it(home: Home, settings: BuildSettings) -> None:
    receive(home, settings, "Veleno srl", "Meccanica infinita srl")
    with pytest.raises(BuildFailed) as ours:
        build(home, settings)
    with pytest.raises(BuildFailed) as theirs:
        run_dbt(home, home.warehouse, settings)
    told = {(one.name, one.kind, one.rows): one.message for one in theirs.value.failures}
    assert {name for name, _, _ in told} == {"assert_no_poison", "fct_numbers"}
    assert {(one.name, one.kind, one.rows) for one in ours.value.failures} == set(told)
    for one in ours.value.failures:
        assert one.message[:60] in told[one.name, one.kind, one.rows]
    [line] = [one.line() for one in ours.value.failures if one.kind == "model"]
    assert line.startswith("il modello fct_numbers: Conversion Error: Could not convert string 'Meccanica")


def test_only_what_changed_is_made(home: Home, settings: BuildSettings, made: list[str]) -> None:
    receive(home, settings, "Alfa srl")
    build(home, settings)
    assert "fct_firms" in made
    assert "dim_kinds" in made
    made.clear()
    build(home, settings)
    assert made == []
    receive(home, settings, "Beta srl", "Gamma srl")
    build(home, settings)
    assert "fct_firms" in made
    assert "fct_counts" in made
    # It came out equal, so that what reads it has nothing new to read.
    assert "fct_after" not in made
    assert "dim_kinds" not in made
    with duckdb.connect(home.warehouse, read_only=True) as con:
        assert con.execute("select count(*) from marts.fct_firms").fetchall() == [(3,)]


def test_a_build_killed_between_nodes_goes_on_from_there(
    home: Home, settings: BuildSettings, made: list[str]
) -> None:
    receive(home, settings, "Alfa srl")
    killed = subprocess.run(
        [sys.executable, __file__, str(home.root), str(settings.dbt_project), "fct_counts"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), *sys.path])},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    finished = killed.stdout.split()
    assert "fct_firms" in finished
    build(home, settings)
    with duckdb.connect(home.warehouse, read_only=True) as con:
        tests = {
            name.split(".")[2]
            for (name,) in con.execute(
                "select node from builds.made_nodes where node like 'test.%'"
            ).fetchall()
        }
        assert con.execute("select has_firms from marts.fct_after").fetchall() == [(True,)]
    assert set(made) & set(finished) <= tests
    assert {"fct_counts", "fct_after"} <= set(made)


def test_a_home_begins_as_the_project_is_on_nothing(
    tmp_path: Path, settings: BuildSettings, made: list[str]
) -> None:
    installation, from_nothing, begun = (Home(tmp_path / name) for name in ("installation", "one", "other"))
    installation.root.mkdir()
    with duckdb.connect(installation.warehouse) as con:
        load(con, installation)
        keep_beginning(con, installation, settings)
    [kept] = (settings.dbt_project / "target").glob("begun-*.duckdb")
    receive(begun, settings, "Alfa srl")
    kept.unlink()
    receive(from_nothing, settings, "Alfa srl")
    made.clear()
    build(begun, settings)
    made_anew = set(made)
    build(from_nothing, settings)
    assert "fct_firms" in made_anew < set(made[len(made_anew) :])
    assert described(begun.warehouse) == described(from_nothing.warehouse)
    assert stat.S_IMODE(begun.warehouse.stat().st_mode) == 0o600


@pytest.mark.thorough
def test_each_change_is_picked_up_and_a_broken_one_publishes_nothing(
    home: Home, settings: BuildSettings, made: list[str]
) -> None:
    """Last in this file: the project changes, and dbt compiles it again for each of its two changes."""
    deliver(home, "lecco", "soci.csv", "Alfa srl")
    with _writer(home, settings) as writer:
        refresh(writer)
    assert published(home) == ["visit", "once", "red", "first", "1", ""]
    home.decisions.mkdir(exist_ok=True)
    (home.decisions / "values.csv").write_text(
        "field,spelling,code,author,date,reason\nstage,avviata,incubation,Anna,2013-06-01,detto\n",
        encoding="utf-8",
    )
    made.clear()
    with _writer(home, settings) as writer:
        refresh(writer)
    assert published(home)[-1] == "avviata"
    assert made == ["fct_decisions"]
    project = settings.dbt_project
    changes = {
        "seeds/kinds.csv": "kind\nseminar\n",
        "macros/said.sql": "{% macro said() -%} 'twice' {%- endmacro %}",
        "dbt_project.yml": (project / "dbt_project.yml").read_text(encoding="utf-8").replace("red", "blue"),
        "models/kpi/second.sql": "select 2 as n",
        "models/marts/dim_one.sql": "select 2 as one",
    }
    for name, content in changes.items():
        (project / name).write_text(content, encoding="utf-8")
    with _writer(home, settings) as writer:
        changed = refresh(writer)
    assert published(home) == ["seminar", "twice", "blue", "first,second", "2", "avviata"]
    (project / "models/marts/dim_one.sql").write_text("select no_such_column as one", encoding="utf-8")
    with _writer(home, settings) as writer, pytest.raises(BrokenProject, match=r"dim_one: .*no_such_column"):
        refresh(writer)
    with open_published(home) as publication:
        assert changed.build is not None
        assert publication.build_id == changed.build.build_id


def published(home: Home) -> list[str]:
    """What each of the tiny project's sources says in the publication."""
    asked = {
        "dim_kinds": "kind", "dim_said": "said", "dim_colour": "colour", "dim_codes": "codes", "dim_one": "one",
        "fct_decisions": "spelling",
    }  # fmt: skip
    with open_published(home) as publication:
        return [
            ",".join(map(str, publication.values(f"select {column} from {table}")))
            for table, column in asked.items()
        ]


@contextmanager
def _writer(home: Home, settings: BuildSettings) -> Iterator[Writer]:
    with writer_lock(home.lock_file) as lock:
        yield Writer(home, settings, lock)


def _build_until(home: Home, settings: BuildSettings, last: str) -> None:
    """What the killed process runs: names each finished node, and is killed where `last` would begin."""
    begun: list[str] = []

    def tell(done: int, total: int, name: str) -> None:
        if begun:
            print(begun.pop(), flush=True)
        if name == last:
            os.kill(os.getpid(), signal.SIGKILL)
        begun.append(name)

    with duckdb.connect(home.warehouse) as con:
        load_decisions(con, read_decisions(home.decisions), "key")
        runner.build(con, home, settings, tell)


if __name__ == "__main__":
    _build_until(
        Home(Path(sys.argv[1])),
        BuildSettings(dbt_project=Path(sys.argv[2]), build_date=date(2013, 6, 30)),
        sys.argv[3],
    )
