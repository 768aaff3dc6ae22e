"""What became of deliveries: rows received, accepted, rejected …, per delivery and record type."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

COLUMNS = (
    "delivery_id",
    "partner_code",
    "file_name",
    "status",
    "reason",
    "record_type",
    "received",
    "accepted",
    "rejected",
    "superseded",
    "duplicate",
    "ignored",
)


@dataclass(frozen=True)
class JudgedRows:
    """One delivery's rows of one record type; a refused delivery has one of these without a record type."""

    delivery_id: str
    partner_code: str
    file_name: str
    status: str
    reason: str | None
    record_type: str | None
    received: int
    accepted: int
    rejected: int
    superseded: int
    duplicate: int
    ignored: int

    @property
    def is_problem(self) -> bool:
        """Whether somebody must do something: a refused or waiting file, a rejected row."""
        return self.status in ("refused", "waiting") or self.rejected > 0


def read_troubled_rows(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[bool, int]]:
    """For each delivery of the last build: whether it waits, and how many of its rows are rejected."""
    built = con.execute(
        "select 1 from duckdb_tables() where schema_name = 'marts' and table_name = 'fct_delivery_outcomes'"
    ).fetchone()
    if built is None:
        return {}
    rows = con.execute(
        """select delivery_id, bool_or(status = 'waiting'), coalesce(sum(rejected), 0)::integer
        from marts.fct_delivery_outcomes group by delivery_id"""
    ).fetchall()
    return {delivery_id: (waits, rejected) for delivery_id, waits, rejected in rows}


def read_outcomes(con: duckdb.DuckDBPyConnection, delivery_ids: Sequence[str]) -> list[JudgedRows]:
    """The outcomes of these deliveries in the warehouse as it was built last."""
    rows = con.execute(
        f"""
        select {", ".join(COLUMNS)} from marts.fct_delivery_outcomes
        where list_contains($ids, delivery_id) order by received_at, delivery_id, record_type
        """,
        {"ids": list(delivery_ids)},
    ).fetchall()
    return [JudgedRows(*row) for row in rows]
