"""Every table, comment and figure is the same, wherever it is read: here, fetched, attached, in a lake, built there."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest
from pal_home import copy_home, run_pal
from places import READER, TOKEN, Servers
from thorough import every

from publication.files import current_build_id, published_file
from publication.lake import attached_lake, extension_file, read_lake
from publication.mirror import follow
from publication.reader import open_published
from storage.home import Home
from storage.literals import sql_literal
from warehouse.lake import publish_to_lake
from warehouse.publish import macro_statements
from warehouse.settings import BuildSettings
from warehouse.sharing import share_publication

Ask = Callable[[str], list[tuple[object, ...]]]

FIGURES = (
    "kpi", "kpi_by_province", "kpi_by_partner", "kpi_by_desk", "kpi_by_month", "kpi_by_level", "kpi_by_sector",
    "kpi_by_size", "kpi_targets",
)  # fmt: skip
FILTERS = ("", "province := 'LC'", "since := date '2012-03-01', until := date '2012-12-31'")
MARTS = "select substr(key, 6) from meta where key like 'rows:%' order by 1"
COMMENTS = """
    select table_name, column_name, comment from duckdb_columns()
    where schema_name in ('main', 'marts') and comment is not null and table_name in (
        select substr(key, 6) from meta where key like 'rows:%'
    )
    order by all
"""


def is_same(here: Ask, there: Ask, asked_with: Sequence[str] = FILTERS) -> bool:
    """Whether all tables, comments and figures are equal; fails at the first that is not."""
    for (table,) in here(MARTS):
        columns = ", ".join(f'"{name}"::varchar' for name, *_ in here(f'describe "{table}"'))
        rows = f'select count(*), bit_xor(hash({columns})) from "{table}"'
        assert there(rows) == here(rows), table
    for figures in FIGURES:
        for filters in asked_with:
            asked = f"from {figures}({filters}) order by all"
            assert there(asked) == here(asked), asked
    assert there(COMMENTS) == here(COMMENTS)
    return len(here(MARTS)) > 30


def test_fetched_from_a_web_server_a_bucket_and_a_lake(
    home: Path, servers: Servers, catalog: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_publication(Home(home), BuildSettings(), str(servers.folder), servers.web)
    share_publication(Home(home), BuildSettings(), servers.bucket)
    publish_to_lake(Home(home), BuildSettings(), catalog, "s3://pal/lake", 400)
    assert not publish_to_lake(Home(home), BuildSettings(), catalog, "s3://pal/lake", 400)
    for name, value in {**servers.keys(READER), "PAL_TOKEN": TOKEN}.items():
        monkeypatch.setenv(name, value)
    with open_published(Home(home)) as here:
        for mirror in (follow(servers.web), follow(servers.bucket)):
            fetched = published_file(mirror, current_build_id(mirror) or "")
            assert fetched.read_bytes() == here.path.read_bytes(), "what is one file answers in one way"
        with open_published(read_lake(catalog)) as there:
            assert is_same(lambda sql: list(here.query(sql).rows), lambda sql: list(there.query(sql).rows))


@every(3)
def test_attached_where_it_is(home: Path, servers: Servers, step: int) -> None:
    share_publication(
        Home(home), BuildSettings(), str(servers.folder / "attached"), f"{servers.web}/attached"
    )
    with open_published(Home(home)) as here, duckdb.connect() as con:
        con.execute(f"load {sql_literal(str(extension_file('httpfs')))}")
        con.execute(f"create secret (type http, bearer_token {sql_literal(TOKEN)})")
        con.execute((servers.folder / "attached" / "current.sql").read_text())
        ours, theirs = (lambda sql: list(here.query(sql).rows)), (lambda sql: con.execute(sql).fetchall())
        assert is_same(ours, theirs, FILTERS[step - 1 :: step])


@pytest.mark.thorough
def test_built_by_dbt_in_a_lake(sample_home: Path, tmp_path: Path) -> None:
    home = Home(copy_home(sample_home, tmp_path / "whole"))
    catalog = str(tmp_path / "built.ducklake")
    printed = run_pal(home.root, "build", "--lake", catalog, "--lake-data", str(tmp_path / "built")).stdout
    assert "Costruita anche nel lago" in printed
    with open_published(home) as here, attached_lake(catalog) as con:
        con.execute(f"attach {sql_literal(str(here.path))} as published (read_only)")
        con.execute("create table meta as from published.meta")
        con.execute("detach published")
        for (table,) in here.query(MARTS).rows:
            con.execute(f'create view "{table}" as from lake.marts."{table}"')
        for statements in macro_statements(BuildSettings(), here.build_id):
            con.execute(statements)
        assert is_same(lambda sql: list(here.query(sql).rows), lambda sql: con.execute(sql).fetchall())
        assert con.execute("select count(*) from lake.snapshots()").fetchall() == [(1,)]
