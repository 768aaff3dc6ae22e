"""The next publication of a home, made from the current one: a firm that counts fewer, and how many are left in `meta`.

Of the tables it keeps those that the macros of values read, so that twenty switches take seconds.
"""

import shutil
from pathlib import Path

import duckdb

from publication.files import current_build_id, point_to, published_file
from publication.unchanged import close_published
from storage.home import Home

OTHERS = """
    select table_name from duckdb_tables()
    where regexp_matches(table_name, '^(fct_|bridge_|firm_ids)') and table_name <> 'fct_kpi_evidence'
"""


def publish_next(root: Path, number: int) -> tuple[str, int]:
    """Publish a build with one firm's evidence taken out; gives its name and how many firms it counts."""
    home = Home(root)
    current = current_build_id(home)
    assert current is not None
    build_id = f"{20300101000000 + number}-{number:06d}"
    path = published_file(home, build_id)
    copied = path.with_name(f".{path.name}")
    shutil.copyfile(published_file(home, current), copied)
    with duckdb.connect(copied) as con:
        con.execute(
            "delete from fct_kpi_evidence where kpi_code = 'firms_reached' and subject_id ="
            " (select min(subject_id) from kpi_evidence(code := 'firms_reached'))"
        )
        row = con.execute("select value::bigint from kpi(code := 'firms_reached')").fetchone()
        assert row is not None
        for (view,) in con.execute("select view_name from duckdb_views() where not internal").fetchall():
            con.execute(f'drop view "{view}"')
        for (table,) in con.execute(OTHERS).fetchall():
            con.execute(f'drop table "{table}"')
        con.execute("delete from meta where key in ('build_id', 'firms')")
        con.execute("insert into meta values ('build_id', ?), ('firms', ?)", [build_id, str(row[0])])
    copied.rename(path)
    close_published(path)
    point_to(home, build_id)
    return build_id, int(row[0])
