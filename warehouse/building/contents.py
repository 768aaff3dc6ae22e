"""What a table holds, as one short hash: two tables of equal rows have the same one, in whatever order."""

import hashlib

import duckdb


def content_of(con: duckdb.DuckDBPyConnection, relation: str) -> str | None:
    """The hash of a table's columns and rows; None where there is no such relation."""
    try:
        columns = con.execute(f"describe {relation}").fetchall()
    except duckdb.CatalogException:
        return None
    names = ", ".join('"' + name.replace('"', '""') + '"' for name, *_ in columns)
    # A sum, because equal rows would cancel each other in an exclusive or.
    rows, total = con.execute(
        f"select count(*), coalesce(sum(hash({names})::hugeint), 0) from {relation}"
    ).fetchall()[0]
    layout = hashlib.sha256(str([column[:3] for column in columns]).encode()).hexdigest()[:16]
    return f"{rows}:{total}:{layout}"
