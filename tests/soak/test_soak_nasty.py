"""Ten thousand nasty and damaged files: each is landed or refused, all are built, nothing is passed over in silence.

In parts, each with a home and chances of its own: one alone is `pytest tests/soak/test_soak_nasty.py -k part_07`.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from nasty import put_nasty_files
from pal_home import PROBLEMS, run_pal

from ingest.analysis import LEFT_OUT
from ingest.record_types import RECORD_TYPES

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
        silent = [one for record_type in RECORD_TYPES for one in _unread_in_silence(con, record_type)]
    assert sum(found.values()) == count
    assert silent == [], "what was delivered is not read, and no issue says so"
    assert left_out == [], "a build failed for them"
    report(
        f"nasty files, part {seed}: {found.get('landed', 0)} landed, {found.get('refused', 0)} refused, built."
    )


def _unread_in_silence(con: duckdb.DuckDBPyConnection, record_type: str) -> list[tuple[object, ...]]:
    """Cells of rows of data from which nothing was read, though they hold something, and of which no issue tells."""
    table = f"staging.stg_{record_type}"
    columns = {name for name, *_ in con.execute(f"describe {table}").fetchall()}
    fields = sorted(name.removesuffix("_text") for name in columns if name.endswith("_text"))
    return [
        row
        for field in fields
        if field in columns
        for row in con.execute(
            f"""select record_id, '{field}', {field}_text from {table} as rows
            where row_kind = 'data' and not is_ignored and {field}_text is not null and {field} is null
                and not exists (
                    from private.private_issues as told
                    where told.record_id = rows.record_id and told.field = '{field}'
                )"""
        ).fetchall()
    ]
