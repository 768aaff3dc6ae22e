"""Staging the sheets of a file, and marking their rows that are no data."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from ingest.headings import heading_key
from ingest.layouts import SheetLayout
from ingest.row_kinds import mark_rows
from ingest.sources import Stage
from storage.literals import sql_literal


@dataclass(frozen=True)
class MarkedSheet:
    """A sheet ready to land: its staged rows, the kind of those that are no data (by position), and how many
    rows there are without the blank ones at the end. A sheet that is not staged has none."""

    layout: SheetLayout
    stage: Stage | None
    kinds: dict[int, str]
    rows: int


@contextmanager
def marked_sheets(
    con: duckdb.DuckDBPyConnection, layouts: Sequence[SheetLayout]
) -> Iterator[list[MarkedSheet]]:
    """Stage the given sheets that have a header; what was staged is dropped at the end.

    To be entered outside a transaction: within one, DuckDB does not number the rows of a new table from 0.
    Raises RefusalError.
    """
    marked = []
    try:
        for layout in layouts:
            if layout.header is None:
                marked.append(MarkedSheet(layout, None, {}, 0))
                continue
            stage = layout.sheet.stage(con, layout.header.index)
            kinds, rows = _mark_stage(con, stage, layout.header.headings)
            marked.append(MarkedSheet(layout, stage, kinds, rows))
        yield marked
    finally:
        for layout in layouts:
            layout.sheet.drop_stage(con)


def _mark_stage(
    con: duckdb.DuckDBPyConnection, stage: Stage, headings: Sequence[str]
) -> tuple[dict[int, str], int]:
    """Look only at rows that could be no data: few cells filled, a total's word first, or a header again."""
    columns = stage.columns
    first = f"coalesce({', '.join([*columns, 'null'])})"
    filled = " + ".join(f"({column} is not null)::int" for column in columns)
    few = min(2, max(1, len(columns) // 3))
    tests = [f"{filled} <= {few}", f"lower(left(ltrim({first}), 3)) in ('tot', 'sub')", f"trim({first}) = ''"]
    named = next((number for number, heading in enumerate(headings) if heading_key(heading)), None)
    if named is not None and named < len(columns):
        tests.append(f"c{named} = {sql_literal(headings[named])}")
    shown, where = ", ".join([stage.position, *columns]), " or ".join(tests)
    candidates = con.execute(f"select {shown} from {stage.relation} where {where} order by 1").fetchall()
    return mark_rows(((row[0], row[1:]) for row in candidates), stage.count, headings)
