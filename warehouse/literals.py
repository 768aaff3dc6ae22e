"""Values written into SQL.

DuckDB's Python client imports pandas as soon as a value is bound to a query, which takes longer than all else
that a command does. So the commands write their few values (codes, days) as literals, and bind nothing.
"""

from datetime import date


def sql_literal(value: str | date | None) -> str:
    """A text, a day or NULL as SQL reads it."""
    if value is None:
        return "null"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'"
