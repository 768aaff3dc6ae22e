"""Staging the sheets of a file, and marking their rows that are no data."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb

from ingest.column_checks import judge_columns
from ingest.column_values import has_digits, is_number_field
from ingest.headings import heading_key
from ingest.limits import Limits
from ingest.notes import Note, counted, in_sheet
from ingest.row_kinds import HEAD_ROWS, is_hints, mark_rows
from ingest.sheet_layout import SheetLayout
from ingest.sources import Sheet
from ingest.stages import Stage
from ingest.tables_within import tables_below
from storage.literals import sql_list, sql_literal

_TOTAL_BEGINS = (
    ("tot", "tou"),
    ("Tot", "Tou"),
    ("TOT", "TOU"),
    ("sub", "suc"),
    ("Sub", "Suc"),
    ("SUB", "SUC"),
)
"""How the word for a total begins, and what comes after all that begins so: comparing is cheaper than cutting."""
_UNLIKE_MOST = "({0} < '0' or {0} > 'z' or ({0} >= 'S' and {0} < 'U') or ({0} >= 's' and {0} < 'u'))"
"""Of a text, in SQL: it begins with a sign, a blank, another letter than English has, an S or a T."""


@dataclass(frozen=True)
class MarkedSheet:
    """A sheet ready to land: its staged rows, the SQL of columns that are read otherwise than they stand there,
    the kind of rows that are no data (by position), how many rows there are without the blank ones at the end,
    and what is told. A sheet that is not staged, hidden, unread or the copy of another, has no rows."""

    layout: SheetLayout
    stage: Stage | None
    kinds: dict[int, str]
    rows: int
    notes: tuple[Note, ...] = ()
    rewrites: dict[int, str] = field(default_factory=dict)


@contextmanager
def marked_sheets(
    con: duckdb.DuckDBPyConnection,
    layouts: Sequence[SheetLayout],
    lay_out: Callable[[Sequence[Sheet]], list[SheetLayout]],
    limits: Limits,
) -> Iterator[list[MarkedSheet]]:
    """Stage the given sheets that have a header; what was staged is dropped at the end.

    Where a sheet turns out to hold another table below the first, each is a sheet of its own, laid out by
    `lay_out`. To be entered outside a transaction: within one, DuckDB does not number the rows of a new table
    from 0. Raises RefusalError.
    """
    marked = []
    pending = list(layouts)
    staged: list[Sheet] = []
    try:
        while pending:
            layout = pending.pop(0)
            if layout.header is None or layout.is_hidden or not layout.mappings:
                marked.append(MarkedSheet(layout, None, {}, layout.filled_rows()))
                continue
            numbers = {
                position
                for mapping in layout.mappings
                for name, position in mapping.columns.items()
                if is_number_field(name)
            }
            layout.sheet.fill_merged(layout.header.index, numbers)
            staged.append(layout.sheet)
            stage = layout.sheet.stage(con, layout.header.index)
            candidates = _candidates(con, stage, layout)
            again = _second_header(candidates, layout)
            if again is not None:
                pending = [
                    *lay_out(tables_below(layout.sheet.as_grid(), layout.header.index + 1 + again)),
                    *pending,
                ]
                layout.sheet.drop_stage(con)
                continue
            first = _staged_alike(con, marked, layout, stage)
            if first is not None:
                marked.append(_told_once(layout, first))
                continue
            headings = layout.header.headings
            kinds, rows = mark_rows(candidates, stage.count, headings, _named(layout))
            if candidates and candidates[0][0] == 0 and _is_other_header(candidates[0][1], layout):
                kinds[0] = "note"  # the headings once more, in another language, say
            units = candidates[0][1] if kinds.get(0) == "note" and is_hints(candidates[0][1]) else ()
            # A figure alone is no total for sure where its row has formulas that were not calculated.
            totals = [row for row, cells in candidates if kinds.get(row) == "total" and _has_letter(cells)]
            judged = judge_columns(
                con, layout.sheet, stage, layout.mappings, len(headings), limits, units, totals
            )
            kinds = {**{row: kind for row, kind in judged.kinds.items() if row < rows}, **kinds}
            marked.append(MarkedSheet(layout, stage, kinds, rows, tuple(judged.notes), judged.rewrites))
        yield marked
    finally:
        for sheet in staged:
            sheet.drop_stage(con)


def _staged_alike(
    con: duckdb.DuckDBPyConnection, marked: Sequence[MarkedSheet], layout: SheetLayout, stage: Stage
) -> SheetLayout | None:
    """The sheet of the file, read before, whose table has the same headings and rows: this one is its copy."""
    alike = [
        (one.layout, one.stage)
        for one in marked
        if one.stage is not None and _heading_keys(one.layout) == _heading_keys(layout)
    ]
    content = _content(con, stage) if alike and stage.count else None
    return next(
        (first for first, staged in alike if content is not None and _content(con, staged) == content), None
    )


def _heading_keys(layout: SheetLayout) -> list[str]:
    return [heading_key(heading) for heading in (layout.header.headings if layout.header else ())]


def _content(con: duckdb.DuckDBPyConnection, stage: Stage) -> int | None:
    """A number that tables with the same filled rows share, in whatever order; None where no row is filled."""
    cells = ", ".join(stage.columns)
    query = (
        f"select sum(hash({cells})::hugeint) from {stage.relation} where coalesce({cells}, null) is not null"
    )
    found = con.execute(query).fetchone()
    return found[0] if found else None


def _told_once(layout: SheetLayout, first: SheetLayout) -> MarkedSheet:
    rows = layout.filled_rows()
    name, other = layout.sheet.name, first.sheet.name
    which = (
        f"«{name}» uguale a «{other}»" if name != other else f"{in_sheet(name)}una tabella uguale a un’altra"
    )
    words = f"{which} ({counted(rows, 'riga', 'righe')}): letta una volta sola"
    return MarkedSheet(layout, None, {}, rows, (Note("sheet_repeated", words, False, rows),))


def _candidates(
    con: duckdb.DuckDBPyConnection, stage: Stage, layout: SheetLayout
) -> list[tuple[int, tuple[str | None, ...]]]:
    """The rows that could be no data: the first ones, those with few cells filled, a total's word first, or a
    header, the same or another: where a column of days, numbers or codes holds a text without digit."""
    columns = stage.columns
    headings = layout.header.headings if layout.header else ()
    first = f"coalesce({', '.join([*columns, 'null'])})"
    filled = " + ".join(f"({column} is not null)::int" for column in columns)
    few = max(1, min(3, len(columns) // 2))
    wordy = {*range(1, 3), *_named(layout)} & set(range(len(columns)))
    tests = [
        f"{stage.position} < {HEAD_ROWS}",
        f"{filled} <= {few}",
        f"({_UNLIKE_MOST.format(first)} and (lower(left(ltrim({first}), 3)) in ('tot', 'sub') or trim({first}) = ''))",
        *(
            f"({columns[position]} >= '{begins}' and {columns[position]} < '{after}')"
            for position in sorted(wordy)
            for begins, after in _TOTAL_BEGINS
        ),
    ]
    named = next((number for number, heading in enumerate(headings) if heading_key(heading)), None)
    if named is not None and named < len(columns):
        tests.append(f"c{named} = {sql_literal(headings[named])}")
        tests.append(_without_digit(layout, columns) or _is_known_heading(layout, columns[named]))
    shown, where = ", ".join([stage.position, *columns]), " or ".join(tests)
    rows = con.execute(f"select {shown} from {stage.relation} where {where} order by 1").fetchall()
    return [(row[0], row[1:]) for row in rows]


_NAMES = ("company_name", "supplier", "network_name", "title", "category")


def _named(layout: SheetLayout) -> set[int]:
    """The columns of names."""
    return {
        mapping.columns[name] for mapping in layout.mappings for name in _NAMES if name in mapping.columns
    }


def _without_digit(layout: SheetLayout, columns: Sequence[str]) -> str | None:
    """In a column of days, figures or codes a header has no digit."""
    for mapping in layout.mappings:
        for name, position in mapping.columns.items():
            if position < len(columns) and has_digits(name):
                cell = columns[position]
                return f"((({cell} < '0') or ({cell} >= ':')) and not regexp_matches({cell}, '[0-9]'))"
    return None


def _is_known_heading(layout: SheetLayout, column: str) -> str:
    known = sql_list(sorted(layout.table.texts))
    return f"lower(trim({column})) in ({known})"


def _has_letter(cells: Sequence[str | None]) -> bool:
    return any(char.isalpha() for cell in cells for char in cell or "")


def _second_header(candidates: Sequence[tuple[int, Sequence[str | None]]], layout: SheetLayout) -> int | None:
    """The position of the first row that is the header of another table; one right below the first has none."""
    return next(
        (position for position, cells in candidates if position > 0 and _is_other_header(cells, layout)), None
    )


def _is_other_header(cells: Sequence[str | None], layout: SheetLayout) -> bool:
    """Whether most cells are known headings, not all of them the table's own."""
    own = {heading_key(heading) for heading in (layout.header.headings if layout.header else ())}
    texts = [cell.strip() for cell in cells if cell and cell.strip()]
    if len(texts) < 2 or any(char.isdigit() for text in texts for char in text):
        return False
    keys = [heading_key(text) for text in texts if layout.table.knows(text)]
    is_other = len(set(keys)) == len(keys) >= 2 and not own.issuperset(keys)
    return is_other and len(keys) * 3 >= len(texts) * 2 and (len(keys) > 2 or layout.carries(cells))
