"""Which publications are kept, and what killed runs leave behind."""

import json
from pathlib import Path

import pytest

from publication.files import (
    KEPT,
    current_build_id,
    point_to,
    private_file,
    published_file,
    remove_leftovers,
    remove_old,
)
from publication.sources import published
from storage.errors import NotPublished
from storage.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    for folder in (home.published, home.private):
        folder.mkdir()
    return home


def make_builds(home: Home, count: int) -> list[str]:
    builds = [f"2013010{number}T120000-abcdef" for number in range(1, count + 1)]
    for build_id in builds:
        published_file(home, build_id).touch()
        private_file(home, build_id).touch()
    return builds


def test_the_pointer_names_a_build_or_none(home: Home) -> None:
    assert current_build_id(home) is None
    point_to(home, "20130101T120000-abcdef")
    assert current_build_id(home) == "20130101T120000-abcdef"
    assert (home.published / "current").read_text() == "pal-20130101T120000-abcdef.duckdb\n"


@pytest.mark.parametrize(
    "pointer", ["", "\0", "../../etc/passwd", "pal-../x.duckdb", "pal-1.duckdb/../y", "\udcff"]
)
def test_a_pointer_that_names_no_build_is_as_none(home: Home, pointer: str) -> None:
    """Filled with NULs it ended every command as an unexpected error."""
    (home.published / "current").write_bytes(pointer.encode(errors="surrogateescape"))
    assert current_build_id(home) is None
    with pytest.raises(NotPublished, match="pal refresh"):
        published(home)
    [build_id] = make_builds(home, 1)
    point_to(home, build_id)
    assert current_build_id(home) == build_id


def test_of_a_pointer_however_long_a_name_is_read(home: Home) -> None:
    with (home.published / "current").open("wb") as stream:
        stream.truncate(1 << 40)  # holes: read whole it would fill the memory
    assert current_build_id(home) is None


def test_the_last_five_stay_and_those_an_edition_names_and_the_current_one(home: Home) -> None:
    builds = make_builds(home, 9)
    point_to(home, builds[1])
    (home.editions / "first").mkdir(parents=True)
    (home.editions / "first" / "manifest.json").write_text(json.dumps({"build_id": builds[0]}))
    (home.editions / "broken").mkdir()
    (home.editions / "broken" / "manifest.json").write_text("{")
    assert remove_old(home) == builds[2:-KEPT]
    kept = {*builds[:2], *builds[-KEPT:]}
    assert {path.name for path in home.private.iterdir()} == {f"pal-{build_id}.duckdb" for build_id in kept}


def test_leftovers_go_and_publications_stay(home: Home) -> None:
    [build_id] = make_builds(home, 1)
    point_to(home, build_id)
    leftovers = [
        home.published / ".pal-x.duckdb.tmp",
        home.published / ".pal-x.duckdb.tmp.wal",
        home.private / ".pal-x.duckdb.tmp",
        home.published / ".current.tmp",
    ]
    for path in leftovers:
        path.touch()
    home.fresh_warehouse.parent.mkdir(parents=True)
    home.fresh_warehouse.touch()
    remove_leftovers(home)
    assert not any(path.exists() for path in (*leftovers, home.fresh_warehouse))
    assert published_file(home, build_id).exists()
    assert current_build_id(home) == build_id
