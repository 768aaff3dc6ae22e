"""What is in `tests/hostile/`, read line by line."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from storage.literals import sql_list

FOLDER = Path(__file__).with_name("hostile")

NAMED = {
    "dim_firms": ("firm_name", "municipality_name"),
    "dim_networks": ("network_name", "register_number", "purpose"),
    "fct_events": ("title", "event_code", "event_kind", "municipality_name"),
    "dim_deliveries": ("file_name", "reason", "told"),
    "dim_sheets": ("sheet",),
    "fct_issues": ("sheet",),
    "fct_expenses": ("supplier_name", "cut_reason", "document_number", "activity"),
    "fct_contacts": ("contact_code", "event_code"),
    "fct_services": ("service_code",),
}


def lines_of(name: str) -> Iterator[str]:
    """The lines of a list that are neither empty nor a heading."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line


def with_characters(line: str) -> str:
    """A line with its characters in place of what stands for them."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), line).replace(r"\r\n", "\r\n")


def names() -> list[str]:
    """Hostile names."""
    return [with_characters(line) for line in lines_of("names.txt")]


def kinds_of(name: str) -> list[str]:
    """The headings of a list: which kinds of hostile things it has."""
    return [
        line[2:] for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.startswith("# ")
    ]


def give_hostile_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Put a hostile name wherever a publication has a delivered text, and refuse every second delivery. A publication
    made by hand has some of them."""
    listed = sql_list(names())
    there = set(connection.execute("select table_name, column_name from duckdb_columns()").fetchall())
    for table, columns in NAMED.items():
        values = ", ".join(
            f"{column} = list_extract([{listed}], 1 + (rowid % {len(names())})::integer)"
            for column in columns
            if (table, column) in there
        )
        if not values:
            continue
        connection.execute(f"update {table} set {values}")
    connection.execute("update dim_deliveries set status = 'refused' where arrival_order % 2 = 1")
