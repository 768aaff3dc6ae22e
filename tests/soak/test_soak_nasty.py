"""Ten thousand nasty and damaged files: each is landed or refused; at the end all of them are built."""

from collections.abc import Callable
from pathlib import Path

import duckdb
from nasty import put_nasty_files
from pal_home import PROBLEMS, run_pal

FILES = 10_000


def test_nasty_files_are_landed_or_refused_and_built(tmp_path: Path, report: Callable[[str], None]) -> None:
    home = tmp_path / "home"
    count = put_nasty_files(home / "inbox", 1, FILES)
    run_pal(home, "refresh", status=PROBLEMS)
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        found = dict(con.execute("select status, count(*) from raw.deliveries group by all").fetchall())
    assert sum(found.values()) == count
    report(
        f"nasty files: {found.get('landed', 0)} landed, {found.get('refused', 0)} refused, one build published."
    )
