"""A small publication made by hand: the real seeds and macros, evidence rows out of a hat.

For tests of pages, which ask what a page shows of what the macros say, not whether the rows are right.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from publication.unchanged import close_published

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT / "dbt_project" / "seeds"
MACROS = PROJECT / "dbt_project" / "publish"
REFERENCE = PROJECT / "data" / "reference"
TABLES = Path(__file__).with_suffix(".sql")


@contextmanager
def changed(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A publication opened to be made another one."""
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        yield connection
    close_published(path)


def publish(home: Path, build: str = "20130702T070500-1", rows: int = 900) -> Path:
    """Write and switch to a publication; `rows` evidence rows per KPI at most, 0 for none."""
    published = home / "published"
    published.mkdir(parents=True, exist_ok=True)
    path = published / f"pal-{build}.duckdb"
    tables = TABLES.read_text(encoding="utf-8")
    with duckdb.connect(path) as connection:
        connection.execute(tables.format(seeds=SEEDS, reference=REFERENCE, build=build, rows=rows))
        for macros in sorted(MACROS.glob("*.sql")):
            connection.execute(macros.read_text(encoding="utf-8").replace("{build_id}", build))
    close_published(path)
    (published / "current").write_text(path.name, encoding="utf-8")
    return path
