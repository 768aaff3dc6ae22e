"""What is taken of each side of a comparison: its figures, the subjects that count, and what their rows are.

A macro answers from the main database of its connection. So each side is asked in its own connection, and its
answers are copied into tables `a_…` and `b_…` of a third.
"""

import json
from dataclasses import dataclass
from typing import Any

import duckdb

from editions.comparing.renaming import changed_subjects
from editions.contents import decided
from editions.folder import DATA, Edition, read_json
from editions.values import Window
from publication.reader import Publication
from storage.errors import PalError
from storage.literals import sql_literal

_SPLITS = ("total", "province", "partner")

# Tables with delivered rows: record type, firm and network that a row names, and the columns that it states
# itself. What is derived (a firm's province, an evidence level) changes for reasons that lie elsewhere.
_ROWS = (
    (
        "fct_contacts", "contacts", "firm_id", "null",
        "contact_date, contact_kind, is_reaching, desk_code, event_code",
    ),
    ("fct_services", "services", "firm_id", "network_id", "service_date, service_kind, desk_code, hours"),
    ("fct_events", "events", "null", "null", "event_date, event_kind, municipality_name"),
    ("fct_network_reports", "networks", "null", "network_id", "null"),
    ("fct_network_events", "network_events", "null", "network_id", "event_date, network_event_kind"),
    ("bridge_network_members", "network_members", "firm_id", "network_id", "joined_date, left_date"),
    ("bridge_register_members", "register_members", "firm_id", "network_id", "signed_date"),
    ("bridge_firm_mentions", "firms", "firm_id", "null", "null"),
    (
        "fct_expenses", "expenses", "null", "null",
        "expense_date, category, incurred_eur, paid_eur, claimed_eur, admitted_eur",
    ),
)  # fmt: skip


# What became of the other rows.
_HISTORIES = {
    "excluded": """
        select record_id, record_type, outcome, settled_by_record_id, settled_by_delivery_id
        from fct_excluded_rows
        """,
    "corrected": """
        select
            record_id,
            record_type,
            string_agg(field || ' ' || new_value_hash, '|' order by field, new_value_hash) as fixes
        from fct_corrected_rows
        group by all
        """,
}


@dataclass(frozen=True)
class Side:
    """One side: an open publication or edition, and the decisions that were in force with it."""

    publication: Publication
    decisions: dict[str, Any]

    @staticmethod
    def of_edition(publication: Publication, edition: Edition) -> "Side":
        """The side that an opened edition is."""
        return Side(publication, read_json(edition.folder / DATA / "decisions.json"))

    @property
    def interpretations(self) -> str:
        """The decisions that change how rows are read, as one text: equal where they are the same."""
        return self._decided("values", "headings", "deliveries")

    @property
    def identities(self) -> str:
        """The decisions that make two firms or networks one, or keep them apart, as one text."""
        return self._decided("firms", "networks")

    def _decided(self, *names: str) -> str:
        return json.dumps([[decided(row) for row in self.decisions.get(name, [])] for name in names])


def copy_subjects(con: duckdb.DuckDBPyConnection, side: Side, name: str, window: Window) -> None:
    """Tables `<name>_subjects` (kpi_code, measure, split, cell, counted_id, amount), what the macros count
    over these days, and `<name>_registry`."""
    start = min(window.project_start, window.since)
    days = f"since := {sql_literal(start)}, until := {sql_literal(window.until)}"
    query = " union all ".join(
        f"select kpi_code, '{split}' as split, coalesce(cell, '') as cell, counted_id,"
        " case when way = 'sum' then amount else 1 end::decimal(18, 2) as amount,"
        f" case when way = 'stock' or counts_from >= {sql_literal(window.since)}"
        " then ['in_period', 'cumulative'] else ['cumulative'] end as measures"
        f" from kpi_subjects({days}, split := {'null' if split == 'total' else sql_literal(split)})"
        for split in _SPLITS
    )
    _copy(con, side, "counted", query)
    con.execute(
        f"""
        create or replace table {name}_subjects as
        select kpi_code, unnest(measures) as measure, split, cell, counted_id, amount from counted
        """
    )
    _copy(con, side, f"{name}_registry", _registry(side))
    if not _tells_conversions_apart(side):
        # Sealed before conversions were told apart: there they divided their two KPIs.
        con.execute(
            f"""
            insert into {name}_subjects
            select conversions.kpi_code, measure, split, cell, counted_id, amount
            from ({conversions(name)}) as conversions
            inner join {name}_subjects as counted on conversions.numerator_code = counted.kpi_code
            """
        )


def _registry(side: Side) -> str:
    """SQL for what the registry says of counting, in columns that a side sealed earlier has too."""
    columns = side.publication.values(
        "select column_name from duckdb_columns() where table_name = 'dim_kpis'"
    )
    # Before the registry said it, what an expense is part of had no place.
    without_place = """subject_type = 'expense'
        or coalesce(numerator_code in (select kpi_code from dim_kpis where subject_type = 'expense'), false)"""
    return f"""
        select
            kpi_code, kpi_label, sort_order, definition_it, counting_note_it, way, subject_type, unit,
            numerator_code, denominator_code, is_register, is_confirmed,
            {"is_without_place" if "is_without_place" in columns else without_place} as is_without_place
        from dim_kpis
        """


def conversions(name: str) -> str:
    """SQL for the conversions of a side's registry: kpi_code, numerator_code, denominator_code."""
    return f"""
        select kpi_code, numerator_code, denominator_code from {name}_registry
        where numerator_code in (select kpi_code from {name}_registry where way = 'first')
            and denominator_code in (select kpi_code from {name}_registry where way = 'first')
        """


def _tells_conversions_apart(side: Side) -> bool:
    return bool(
        side.publication.values("from duckdb_functions() select 1 where function_name = 'kpi_conversions'")
    )


def copy_ids(con: duckdb.DuckDBPyConnection, side: Side, name: str) -> None:
    """Table `<name>_firm_ids` (former_id, firm_id): every firm, and the ids that lead to it."""
    _copy(con, side, f"{name}_firm_ids", "select former_id, firm_id from firm_ids")


def copy_evidence(con: duckdb.DuckDBPyConnection, side: Side, name: str) -> None:
    """Table `<name>_evidence`: the evidence of the subjects in `changed`, and what decides its scope."""
    changed = con.execute(
        f"""
        with changed as ({changed_subjects(name)})
        select kpi_code, kpi_code as evidence_code, counted_id from changed
        union all
        select kpi_code, unnest([numerator_code, denominator_code]), counted_id
        from changed inner join ({conversions(name)}) using (kpi_code)
        """
    ).to_arrow_table()
    side.publication.connection.register("changed_subjects", changed)
    query = """
        select
            changed_subjects.kpi_code,
            changed_subjects.counted_id,
            evidence.subject_id,
            case evidence.subject_type
                when 'membership' then networks.network_name || ' / ' || firms.firm_name
                else coalesce(networks.network_name, firms.firm_name)
            end as subject_name,
            evidence.province_code,
            evidence.partner_code,
            evidence.firm_id,
            evidence.network_id,
            happened_on,
            ended_on,
            amount,
            record_id,
            evidence.province_code = '??' or evidence.province_code in (
                select province_code from dim_provinces where is_lombardy
            ) as is_in_scope
        from fct_kpi_evidence as evidence
        inner join dim_kpis using (kpi_code)
        left join dim_firms as firms on evidence.firm_id = firms.firm_id
        left join dim_networks as networks on evidence.network_id = networks.network_id
        inner join changed_subjects
            on
                evidence.kpi_code = changed_subjects.evidence_code
                and case when way = 'sum' then evidence.record_id else evidence.subject_id end
                = changed_subjects.counted_id
        """
    _copy(con, side, f"{name}_evidence", query)
    side.publication.connection.unregister("changed_subjects")


def copy_rows(con: duckdb.DuckDBPyConnection, side: Side, name: str) -> None:
    """Tables with what became of rows: `<name>_rows` in force, `<name>_excluded`, `<name>_corrected`,
    `<name>_deliveries`."""
    available = set(
        side.publication.values(
            "select table_name from duckdb_tables() union select view_name from duckdb_views()"
        )
    )
    rows = " union all ".join(
        f"select '{record_type}' as record_type, record_id, {firm}::varchar as firm_id,"
        f" {network}::varchar as network_id, hash({content}) as content from {table}"
        for table, record_type, firm, network, content in _ROWS
        if table in available
    )
    _copy(con, side, f"{name}_rows", rows)
    for table, query in _HISTORIES.items():
        if f"fct_{table}_rows" not in available:
            raise PalError(
                "L’edizione è di una versione senza storia delle righe: le cause non si possono dire."
            )
        _copy(con, side, f"{name}_{table}", query)
    _copy(con, side, f"{name}_deliveries", "select delivery_id, partner_code, status from dim_deliveries")


def _copy(con: duckdb.DuckDBPyConnection, side: Side, table: str, query: str) -> None:
    """Copy an answer of a side's own connection into a table of ours, a batch at a time."""
    answer = side.publication.connection.execute(query).to_arrow_reader(100_000)
    con.register("answer", answer)
    con.execute(f"create or replace table {table} as from answer")
    con.unregister("answer")
