"""Ten thousand nasty and damaged files: each is landed or refused, and all of them are built.

In parts, each with a home and chances of its own: one alone is `pytest tests/soak/test_soak_nasty.py -k part_07`.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from nasty import put_nasty_files
from pal_home import PROBLEMS, run_pal

from ingest.analysis import LEFT_OUT

PARTS, FILES = 20, 500


@pytest.mark.parametrize("seed", [pytest.param(one, id=f"part_{one:02d}") for one in range(1, PARTS + 1)])
def test_nasty_files_are_landed_or_refused_and_built(
    tmp_path: Path, report: Callable[[str], None], seed: int
) -> None:
    home = tmp_path / "home"
    count = put_nasty_files(home / "inbox", seed, FILES)
    run_pal(home, "refresh", status=PROBLEMS)
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        found = dict(con.execute("select status, count(*) from raw.deliveries group by all").fetchall())
        left_out = con.execute(
            "select file_name from raw.deliveries where layout_hash = ?", [LEFT_OUT.hash]
        ).fetchall()
    assert sum(found.values()) == count
    assert left_out == [], "a build failed for them"
    report(
        f"nasty files, part {seed}: {found.get('landed', 0)} landed, {found.get('refused', 0)} refused, built."
    )
