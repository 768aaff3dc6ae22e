"""Values written into SQL.

DuckDB's Python client imports pandas as soon as a value is bound to a query, which takes longer than landing
a usual file or than all else that a command does. So the few values are written as literals, none is bound.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

Value = str | int | date | datetime | None


def sql_literal(value: Value) -> str:
    """A text, a number, a truth value, a day, a moment without zone, or NULL as SQL reads it."""
    if value is None:
        return "null"
    if isinstance(value, datetime):
        return f"timestamp '{value.isoformat(sep=' ')}'"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    if isinstance(value, int):
        return str(value).lower()
    text = "'" + value.replace("'", "''") + "'"
    return "(" + text.replace("\0", "' || chr(0) || '") + ")" if "\0" in text else text


def sql_list(values: Iterable[Value]) -> str:
    """Values parted by commas, as they stand between the brackets of IN."""
    return ", ".join(map(sql_literal, values))


def sql_row(values: Iterable[Value]) -> str:
    """One row of a VALUES list."""
    return f"({sql_list(values)})"


def rows_query(columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> str:
    """A query of many rows, `columns` with their types in SQL.

    As one JSON text, which takes no library to import (pyarrow's import is half a second of processor) and
    the parser sees as one literal.
    """
    content = json.dumps(
        [dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, default=str
    )
    layout = json.dumps([dict(columns)])
    return f"select unnest(from_json({sql_literal(content)}, {sql_literal(layout)}), recursive := true)"
