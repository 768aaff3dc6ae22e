"""Refresh, publish and rebuild on tiny tables: nothing new, nothing built; unfinished, never shown."""

import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from warehouse_fakes import build_without_dbt, deliver, write_tiny_project

from publication.reader import open_file, open_published
from storage.errors import PalError
from storage.home import Home
from storage.lock import writer_lock
from warehouse import pipeline
from warehouse.build import BuildFailed, Failure
from warehouse.pipeline import Outcome, Writer, ingest, refresh
from warehouse.rebuild import rebuild, rebuild_as_known_on
from warehouse.settings import BuildSettings
from warehouse.state import FORMAT

NAMES = "select company_name from fct_firms order by all"


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    monkeypatch.setattr(pipeline, "build_warehouse", build_without_dbt)
    home = Home(tmp_path / "home")
    settings = BuildSettings(dbt_project=write_tiny_project(tmp_path / "dbt"), build_date=date(2013, 6, 30))
    with writer_lock(home.lock_file) as lock:
        yield Writer(home, settings, lock)


def test_what_was_delivered_is_published(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl", "Beta srl")
    outcome = refresh(writer)
    assert [one.status for one in outcome.landed] == ["landed"]
    assert [(one.received, one.accepted) for one in outcome.judged] == [(2, 2)]
    assert not outcome.has_problems
    with open_published(writer.home) as publication:
        assert publication.build_id == outcome.build.build_id if outcome.build else None
        assert publication.values(NAMES) == ["Alfa srl", "Beta srl"]
        assert publication.values("from firm_names(partner := 'lecco')") == ["Alfa srl", "Beta srl"]
        assert publication.values("from firm_names(partner := 'como')") == []
        assert publication.meta["rows:fct_firms"] == "2"
        assert publication.meta["project_end"] == "2013-06-30"
        assert publication.meta["build_date"] == "2013-06-30"
        assert not publication.has_table("private_names")


def test_the_private_twin_has_the_private_tables_and_is_its_owners(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    refresh(writer)
    with open_published(writer.home, private=True) as twin:
        assert twin.values("select name from private_names") == ["Alfa srl"]
        assert twin.values("from firm_names()") == ["Alfa srl"]
        assert stat.S_IMODE(twin.path.stat().st_mode) == 0o400
    assert stat.S_IMODE(writer.home.warehouse.stat().st_mode) == 0o600


def test_what_is_published_is_read_by_the_duckdb_that_the_guide_names(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    refresh(writer)
    [path] = writer.home.published.glob("*.duckdb")
    with duckdb.connect(path, read_only=True) as con:
        [(tags,)] = con.execute("select tags from duckdb_databases() where not internal").fetchall()
    assert tags["storage_version"] == f"{FORMAT}+"
    guide = (Path(__file__).parents[2] / "docs" / "sql.md").read_text(encoding="utf-8")
    assert f"from version {FORMAT[1:4]} on" in guide


def test_nothing_new_builds_and_publishes_nothing(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    first = refresh(writer)
    monkeypatch.setattr(pipeline, "build_warehouse", lambda *_: pytest.fail("something was built"))
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    second = refresh(writer)
    assert second == Outcome(build=first.build)


def test_a_decision_builds_anew(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    refresh(writer)
    (writer.home.decisions / "values.csv").write_text(
        "field,spelling,code,author,date,reason\nstage,boh,idea,A,2013-01-01,x\n"
    )
    assert refresh(writer).is_new_publication
    with open_published(writer.home) as publication:
        assert publication.values("select code from fct_decisions") == ["idea"]


def test_a_bad_decision_stops_the_run_before_it_begins(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    writer.home.decisions.mkdir()
    (writer.home.decisions / "values.csv").write_text("x\n")
    with pytest.raises(PalError, match=r"values\.csv, riga 1"):
        refresh(writer)
    assert (writer.home.inbox / "lecco" / "soci.csv").exists()


def test_refused_files_and_rejected_rows_are_problems_of_the_run_that_judged_them(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "X")
    assert refresh(writer).has_problems
    deliver(writer.home, "como", "soci.csv", "Alfa srl")
    assert not refresh(writer).has_problems
    (writer.home.inbox / "como" / "vuoto.csv").touch()
    outcome = refresh(writer)
    assert outcome.has_problems
    assert [one.status for one in outcome.judged] == ["refused"]


def test_a_failed_build_leaves_the_publication_and_is_tried_again(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    first = refresh(writer)

    def fail(*_: object) -> None:
        raise BuildFailed([Failure("assert_x", "test", "", 3)], None)

    deliver(writer.home, "lecco", "altri.csv", "Beta srl")
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "build_warehouse", fail)
        with pytest.raises(BuildFailed, match="il test assert_x non è passato: 3 righe"):
            refresh(writer)
        with writer.opened() as con, pytest.raises(PalError, match="pal build"):
            pipeline.finished_build(con)
    with open_published(writer.home) as publication:
        assert publication.build_id == first.build.build_id if first.build else None
        assert publication.values(NAMES) == ["Alfa srl"]
    assert [one.file_name for one in refresh(writer).judged] == ["altri.csv"]
    with open_published(writer.home) as publication:
        assert publication.values(NAMES) == ["Alfa srl", "Beta srl"]


def test_a_reader_keeps_its_build_while_the_next_is_published(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    refresh(writer)
    with open_published(writer.home) as before:
        deliver(writer.home, "lecco", "altri.csv", "Beta srl")
        refresh(writer)
        assert before.values(NAMES) == ["Alfa srl"]
        with open_published(writer.home) as after:
            assert after.values(NAMES) == ["Alfa srl", "Beta srl"]
            assert after.build_id != before.build_id


def test_a_publication_cannot_reach_files_or_be_changed(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    refresh(writer)
    with open_published(writer.home) as publication:
        for statement in (
            "set threads = 1",
            "delete from fct_firms",
            "copy fct_firms to 'x.csv'",
            f"attach '{writer.home.warehouse}' as warehouse",
            f"from read_text('{writer.home.decisions / 'id.key'}')",
        ):
            with pytest.raises(duckdb.Error):
                publication.query(statement)


def test_a_long_query_is_interrupted(writer: Writer) -> None:
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    refresh(writer)
    endless = "select count(*) from range(1000000) a, range(1000000) b where hash(a.range + b.range) = 3"
    with open_published(writer.home) as publication:
        with pytest.raises(PalError, match="ha superato"):
            publication.query(endless, timeout=0.3)
        assert publication.values("select 1") == [1]


def test_rebuild_gives_the_same_tables_in_a_fresh_file(writer: Writer) -> None:
    for name, firm in (("uno.csv", "Alfa srl"), ("due.csv", "Beta srl")):
        deliver(writer.home, "lecco", name, firm)
        refresh(writer)
    before = writer.home.warehouse.stat().st_ino
    outcome = rebuild(writer)
    assert len(outcome.landed) == 2
    assert writer.home.warehouse.stat().st_ino != before
    with open_published(writer.home) as publication:
        assert publication.values(NAMES) == ["Alfa srl", "Beta srl"]
    assert not refresh(writer).is_new_build


def test_the_past_is_written_to_a_file_and_nothing_else_changes(writer: Writer, tmp_path: Path) -> None:
    home = writer.home
    deliver(home, "lecco", "uno.csv", "Alfa srl")
    ingest(writer, datetime(2013, 5, 31, 23, 59, tzinfo=UTC))
    deliver(home, "lecco", "due.csv", "Beta srl")
    ingest(writer, datetime(2013, 6, 1, tzinfo=UTC))
    home.decisions.mkdir(exist_ok=True)
    (home.decisions / "values.csv").write_text(
        "field,spelling,code,author,date,reason\nstage,a,idea,A,2013-05-31,x\nstage,b,idea,A,2013-06-01,x\n"
    )
    refresh(writer)
    before = {path: path.stat().st_mtime_ns for path in home.root.rglob("*")}
    target = tmp_path / "past.duckdb"
    rebuild_as_known_on(writer, date(2013, 5, 31), target)
    assert {path: path.stat().st_mtime_ns for path in home.root.rglob("*")} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dbt", "home", "past.duckdb"]
    with open_file(target) as publication:
        assert publication.values(NAMES) == ["Alfa srl"]
        assert publication.values("select spelling from fct_decisions") == ["a"]
        assert publication.meta["as_known_on"] == "2013-05-31"
        assert publication.meta["build_date"] == "2013-05-31"


def test_a_delivery_that_no_build_succeeds_with_is_left_out_and_the_others_are_published(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_poison(con: duckdb.DuckDBPyConnection, *_: object) -> None:
        if con.execute("select 1 from raw.firms where company_name like 'Veleno%'").fetchone():
            raise BuildFailed([Failure("assert_x", "test", "", 3)], None)
        build_without_dbt(con)

    monkeypatch.setattr(pipeline, "build_warehouse", fail_on_poison)
    for name, firm in (("a", "Alfa srl"), ("b", "Veleno srl"), ("c", "Gamma srl"), ("d", "Veleno spa")):
        deliver(writer.home, "lecco", f"{name}.csv", firm)
    outcome = refresh(writer)
    assert outcome.has_problems
    refused = [one for one in outcome.landed if one.status == "refused"]
    assert [one.delivery.file_name for one in refused] == ["b.csv", "d.csv"]
    assert all("lasciata fuori" in (one.reason or "") for one in refused)
    with open_published(writer.home) as publication:
        assert publication.values(NAMES) == ["Alfa srl", "Gamma srl"]
    assert not refresh(writer).is_new_build


def test_a_build_that_fails_once_leaves_nothing_out_and_what_failed_is_in_the_log(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = [BuildFailed([Failure("stg_firms", "model", "Out of Memory", None)], None)]

    def fail_once(con: duckdb.DuckDBPyConnection, *_: object) -> None:
        if failing:
            raise failing.pop()
        build_without_dbt(con)

    monkeypatch.setattr(pipeline, "build_warehouse", fail_once)
    deliver(writer.home, "lecco", "soci.csv", "Alfa srl")
    assert not refresh(writer).has_problems
    with open_published(writer.home) as publication:
        assert publication.values(NAMES) == ["Alfa srl"]
    assert "stg_firms: Out of Memory" in (writer.home.logs / "errors.log").read_text(encoding="utf-8")


def test_the_same_bytes_come_again_where_the_first_were_refused_or_withdrawn_or_had_rejected_rows(
    writer: Writer,
) -> None:
    for name in ("X", "Alfa srl"):
        deliver(writer.home, "lecco", f"{name[:1]}.csv", name)
    (writer.home.inbox / "lecco" / "vuoto.csv").touch()
    assert len(refresh(writer).received) == 3
    for name in ("X", "Alfa srl"):
        deliver(writer.home, "lecco", f"{name[:1]}.csv", name)
    (writer.home.inbox / "lecco" / "vuoto.csv").touch()
    assert [one.file_name for one in refresh(writer).received] == ["X.csv", "vuoto.csv"]
