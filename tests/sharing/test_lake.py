"""The lake: each publication one snapshot, read from another machine, today's or a day's."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from next_builds import publish_next
from places import READER, SWITCHES, Servers
from test_shared_files import firms, read_until_told

from publication import lake as lake_reading
from publication.lake import attached_lake, copy_tables, read_lake
from storage.errors import PalError
from storage.home import Home
from warehouse import lake as lake_writing
from warehouse.lake import publish_to_lake
from warehouse.settings import BuildSettings

READERS = 5


def send(home: Path, catalog: str, keep_days: int = 400) -> bool:
    """Publish a home's current build to the lake."""
    return publish_to_lake(Home(home), BuildSettings(), catalog, "s3://pal/lake", keep_days)


def test_a_key_that_may_only_read_does_not_write(
    home: Path, servers: Servers, catalog: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_next(home, 50)
    for name, value in servers.keys(READER).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(PalError) as refused:
        send(home, catalog)
    assert "\n" not in str(refused.value)


def test_a_day_has_its_publication_until_it_expires(
    home: Path, catalog: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(home, catalog)
    today = date.today()
    assert firms(read_lake(catalog, today)) == firms(Home(home))
    with pytest.raises(PalError, match="non si apre o non si scrive"):
        read_lake(catalog, today - timedelta(days=900))
    publish_next(home, 60)
    send(home, catalog)

    def snapshots() -> int:
        with attached_lake(catalog) as con:
            row = con.execute("select count(*) from lake.snapshots()").fetchone()
            assert row is not None
            return int(row[0])

    assert snapshots() > 1
    send(home, catalog, keep_days=0)
    assert snapshots() == 1
    assert firms(read_lake(catalog)) == firms(Home(home))


def test_an_enumeration_is_text_in_a_lake_wherever_it_stands(tmp_path: Path) -> None:
    names = ("it's", "a, ENUM('b')", "plain")
    kind = "enum(" + ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}'" for name in names) + ")"
    rows = [(name, [name, None], {"part": name}) for name in names]
    with duckdb.connect(tmp_path / "made.duckdb") as con:
        con.execute(f"create table made (alone {kind}, listed {kind}[], within struct(part {kind}))")
        con.executemany("insert into made values (?, ?, ?)", rows)
    catalog = str(tmp_path / "enumerated.ducklake")
    with attached_lake(catalog, str(tmp_path / "files"), read_only=False) as con:
        con.execute(f"attach '{tmp_path}/made.duckdb' as made (read_only)")
        copy_tables(con, "made", "lake")
    with attached_lake(catalog) as con:
        assert con.execute("from lake.made order by all desc").fetchall() == sorted(rows, reverse=True)
        types = [kind for _, kind, *_ in con.execute("describe lake.made").fetchall()]
        assert types == ["VARCHAR", "VARCHAR[]", "STRUCT(part VARCHAR)"]


def test_a_writer_killed_within_a_snapshot_leaves_the_last_one_and_the_next_run_mends(
    home: Path, catalog: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(home, catalog)
    before = firms(read_lake(catalog))
    _, after = publish_next(home, 70)
    child = os.fork()
    if child == 0:
        copy = lake_reading.copy_tables

        def killed(*arguments: object, **named: object) -> None:
            copy(*arguments, **named)  # type: ignore[arg-type]
            os.kill(os.getpid(), 9)

        lake_writing.copy_tables = killed
        try:
            send(home, catalog)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
    assert firms(read_lake(catalog)) == before
    assert send(home, catalog)
    assert firms(read_lake(catalog)) == after


@pytest.mark.thorough
def test_readers_through_switches(home: Path, servers: Servers, catalog: str, tmp_path: Path) -> None:
    send(home, catalog)  # whole: what follows has the tables of values alone
    answers = {publish_next(home, 100 * SWITCHES)}
    send(home, catalog)
    readers = read_until_told("lake", servers.reading, READERS, tmp_path)
    for number in range(SWITCHES):
        answers.add(publish_next(home, 100 * SWITCHES + number + 1))
        send(home, catalog)
    for reader in readers:
        printed, _ = reader.communicate("\n", timeout=900)
        assert reader.returncode == 0
        seen = {(build, counted) for build, counted, _ in json.loads(printed)["answers"]}
        assert seen <= answers
        assert max(answers) in seen
