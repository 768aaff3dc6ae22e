"""What became of deliveries: rows received, accepted, rejected …, per delivery and record type."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from storage.literals import sql_row

OUTCOMES = ("accepted", "rejected", "superseded", "duplicate", "ignored")
"""What can become of a row: one of these, and they add up to what was received."""
COLUMNS = (
    "delivery_id",
    "partner_code",
    "file_name",
    "status",
    "reason",
    "told",
    "has_loss",
    "record_type",
    "received",
    *OUTCOMES,
)


@dataclass(frozen=True)
class JudgedRows:
    """One delivery's rows of one record type; a refused delivery has one of these without a record type."""

    delivery_id: str
    partner_code: str
    file_name: str
    status: str
    reason: str | None
    told: str | None
    has_loss: bool
    record_type: str | None
    received: int
    accepted: int
    rejected: int
    superseded: int
    duplicate: int
    ignored: int
    remarks: Sequence[str] = ()
    """What its delivery's rows break of the rules that are always told: how many rows, and what."""

    @property
    def is_problem(self) -> bool:
        """Whether somebody must do something: a refused or waiting file, data not read, a rejected row."""
        return self.status in ("refused", "waiting") or self.has_loss or self.rejected > 0


def read_outcomes(con: duckdb.DuckDBPyConnection, delivery_ids: Sequence[str]) -> list[JudgedRows]:
    """The outcomes of these deliveries in the warehouse as it was built last."""
    if not delivery_ids:
        return []
    rows = con.execute(
        f"""
        with told as (
            select delivery_id, rule_code, count(distinct record_id) as row_count
            from marts.fct_issues inner join marts.dim_rules using (rule_code)
            where is_told group by all
        ),
        remarks as (
            select
                delivery_id,
                list(
                    row_count || if(row_count = 1, ' riga: ', ' righe: ') || split_part(message_it, ':', 1)
                    order by rule_code
                ) as remarks
            from told inner join marts.dim_rules using (rule_code) group by delivery_id
        )
        select {", ".join(COLUMNS)}, coalesce(remarks, [])
        from marts.fct_delivery_outcomes left join remarks using (delivery_id)
        where delivery_id in {sql_row(delivery_ids)} order by received_at, delivery_id, record_type
        """
    ).fetchall()
    return [JudgedRows(*row) for row in rows]
