"""What is in `tests/hostile/`, read line by line."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from decisions.writing import append
from storage.errors import PalError
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
    "fct_delivery_outcomes": ("file_name", "reason", "told"),
    # of the private twin alone
    "private_firms": ("firm_name", "municipality_name"),
    "private_firm_mentions": ("firm_code", "firm_name", "address", "municipality_name", "author", "reason"),
    "private_network_mentions": ("network_code", "network_name", "register_number", "author", "reason"),
    "private_review_pairs": (
        "reason", "name_a", "address_a", "municipality_a", "name_b", "address_b", "municipality_b",
    ),
    "private_issues": ("sheet", "value", "message", "heading", "cell"),
    "private_row_documents": ("document_ref", "document_kind"),
}  # fmt: skip


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


def decide_in_hostile_words(decisions: Path) -> int:
    """Sign with each hostile name, and write it, what people decide: notes on the months of KPIs, drafts' titles, what
    a report's front page says, a waiver's reason. Gives how many are there: some are refused."""
    codes, facts = (
        ("firms_reached", "firms_assisted", "networks_formed", "events_held"),
        ("cup", "call", "funder"),
    )
    written = 0
    for place, name in enumerate(names()):
        month = f"2012-{1 + place // len(codes) % 12:02d}"
        rows = {
            "notes": {"kpi_code": codes[place % len(codes)], "month": month, "in_report": "yes"},
            "edition_drafts": {"edition": f"b{place}", "title": name, "since": "2012-01-01", "until": "2012-12-31"},
            "project_facts": {"fact": facts[place % len(facts)], "partner": ("", "lecco")[place % 2], "value": name},
            "waivers": {"edition": "ostile", "check": "partner_not_confirmed", "subject": f"{place}"},
        }  # fmt: skip
        for file, row in rows.items():
            try:
                append(decisions, file, [row], name, name)
                written += 1
            except PalError:
                pass
    return written
