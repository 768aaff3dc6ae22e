"""A row of refreshes, a rebuild from the archive, another order, the past: all from the same truths."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from pal_home import DONE, PROBLEMS, assert_whole, copy_home, run_pal
from story import BEGINNING, STRANGE, Story, send

from publication.reader import Publication, open_file, open_published
from storage.home import Home

SCHEMAS = ("raw", "decisions", "reference", "intermediate", "marts", "private")
SPLITS = ("province", "partner", "month", "level", "sector")
KNOWN_ON = "2013-04-15"
"""A day after the story's beginning and before the first later delivery and decision."""

Hashes = dict[str, tuple[int, int]]


def table_hashes(home: Path) -> Hashes:
    """Each table's number of rows and a hash of them that does not depend on their order."""
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        tables = con.execute(
            "select schema_name, table_name from duckdb_tables() where list_contains(?, schema_name)",
            [list(SCHEMAS)],
        ).fetchall()
        hashes: Hashes = {}
        for schema, table in tables:
            query = f'select count(*), coalesce(sum(hash(t)::hugeint), 0) from "{schema}"."{table}" as t'
            [(count, total)] = con.execute(query).fetchall()
            hashes[f"{schema}.{table}"] = count, int(total)
    assert {name.partition(".")[0] for name in hashes} == set(SCHEMAS)
    return hashes


def all_values(publication: Publication) -> dict[tuple[str, str, str | None], float | None]:
    """Every KPI, in total and in every cell of every split, as on a day that both sides know."""
    window = f"until := date '{KNOWN_ON}'"
    return {
        (split, code, cell): value
        for split in SPLITS
        for code, cell, value in publication.query(f"from kpi_by_{split}({window})").rows
    }


@pytest.fixture(scope="module")
def rebuilt(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the story's home after `pal rebuild`."""
    home = copy_home(story.home, tmp_path_factory.mktemp("rebuilt") / "home")
    run_pal(home, "rebuild", status=DONE)
    return home


@pytest.fixture(scope="module")
def past(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """What was known on a day, in a file of its own; nothing else may have changed."""
    into = tmp_path_factory.mktemp("past") / "past.duckdb"
    before = snapshot(story.home)
    run_pal(story.home, "rebuild", "--as-known-on", KNOWN_ON, "--into", str(into), status=PROBLEMS)
    assert snapshot(story.home) == before
    assert [path.name for path in into.parent.iterdir()] == [into.name]
    with open_file(into) as publication:
        yield publication


def snapshot(home: Path) -> dict[Path, tuple[int, int]]:
    """Every file of a home with its size and the time of its last change."""
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in home.rglob("*")}


def test_a_rebuild_gives_every_table_the_same_rows(story: Story, rebuilt: Path) -> None:
    expected = table_hashes(story.home)
    assert len(expected) > 60
    assert sum(rows for rows, _ in expected.values()) > 1000
    assert table_hashes(rebuilt) == expected


def test_a_rebuild_publishes_the_same_values(story: Story, rebuilt: Path) -> None:
    assert_whole(rebuilt)
    with open_published(Home(rebuilt)) as publication:
        assert all_values(publication) == all_values(story.chapters[-1].publication)
        assert publication.build_id != story.chapters[-1].publication.build_id


def test_nothing_is_new_after_a_rebuild(rebuilt: Path) -> None:
    assert "Niente di nuovo" in run_pal(rebuilt, "refresh").stdout


@pytest.mark.thorough
def test_another_order_changes_no_kpi(story: Story, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for file, content in (STRANGE, *reversed(BEGINNING.items())):
        send(home, file, content)
        status = PROBLEMS if file == STRANGE[0] else DONE
        run_pal(home, "ingest", "--received-at", "2013-04-10", status=status)
    run_pal(home, "refresh", status=PROBLEMS)
    with open_published(Home(home)) as publication:
        arrived = publication.values(
            "select delivery_id from dim_deliveries order by received_at, delivery_id"
        )
        assert sorted(arrived) != sorted(row["delivery_id"] for row in story.chapters[0].deliveries)
        assert all_values(publication) == all_values(story.chapters[0].publication)


def test_the_past_is_what_was_known_then(story: Story, past: Publication) -> None:
    beginning = story.chapters[0]
    assert all_values(past) == all_values(beginning.publication)
    assert all_values(past) != all_values(story.chapters[-1].publication)
    assert past.meta["as_known_on"] == past.meta["build_date"] == KNOWN_ON
    ids = "select delivery_id from dim_deliveries order by all"
    assert past.values(ids) == beginning.publication.values(ids)
    refused = "select file_name from fct_delivery_outcomes where status = 'refused'"
    assert past.values(refused) == [STRANGE[0][1]]
