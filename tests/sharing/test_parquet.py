"""Parquet under a path that stays: whole, of one build, switched in one step, mended after a cut."""

import threading
from pathlib import Path

import duckdb
import pytest
from next_builds import publish_next

from publication.reader import open_published
from storage.home import Home
from warehouse import parquet
from warehouse.parquet import publish_parquet
from warehouse.settings import BuildSettings


def figures(home: Path) -> tuple[str, int]:
    """The build, and its number of firms, that the path holds now: two files read one after the other."""
    folder = (home / "published" / "parquet" / "current").resolve()
    with duckdb.connect() as con:
        [(build,)] = con.execute(
            f"select value from '{folder}/meta.parquet' where key = 'build_id'"
        ).fetchall()
        [(firms,)] = con.execute(
            f"""
            select count(distinct subject_id) from '{folder}/fct_kpi_evidence.parquet'
            left join '{folder}/dim_provinces.parquet' using (province_code)
            where kpi_code = 'firms_reached' and (is_lombardy or province_code = '??')
            """
        ).fetchall()
    return build, firms


def test_every_table_and_view_is_there(home: Path) -> None:
    folder = publish_parquet(Home(home), BuildSettings())
    assert (home / "published" / "parquet" / "current").resolve() == folder.resolve()
    with open_published(Home(home)) as publication:
        views = publication.values("select view_name from duckdb_views() where not internal")
        names = [*publication.values("select table_name from duckdb_tables()"), *views]
        assert {path.stem for path in folder.glob("*.parquet")} == set(names)
        assert "firm_partners" in names
        for name in names:
            [counted] = duckdb.sql(f"select count(*) from '{folder}/{name}.parquet'").fetchall()
            assert counted == (publication.values(f'select count(*) from "{name}"')[0],), name


def test_a_reader_has_one_build_whole_through_many_switches(home: Path) -> None:
    answers = {publish_next(home, 1)}
    publish_parquet(Home(home), BuildSettings())
    seen: list[tuple[str, int]] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            seen.append(figures(home))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(2, 8):
        answers.add(publish_next(home, number))
        publish_parquet(Home(home), BuildSettings())
    is_over.set()
    reader.join()
    assert seen
    assert {*seen, figures(home)} <= answers
    assert len(list((home / "published" / "parquet").iterdir())) == 3


def test_a_cut_leaves_what_was_there_and_the_next_run_mends(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_parquet(Home(home), BuildSettings())
    before = figures(home)
    after = publish_next(home, 1)
    written: list[Path] = []

    def cut(path: Path) -> None:
        written.append(path)
        if len(written) > 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(parquet, "sync_file", cut)
    with pytest.raises(KeyboardInterrupt):
        publish_parquet(Home(home), BuildSettings())
    monkeypatch.undo()
    assert figures(home) == before
    publish_parquet(Home(home), BuildSettings())
    assert figures(home) == after
