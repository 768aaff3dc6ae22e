"""Schema `raw`: its tables, and the rows of one sheet put into them."""

from collections.abc import Sequence
from dataclasses import astuple

import duckdb

from ingest.archive import Delivery
from ingest.mapping import Mapping
from ingest.marking import MarkedSheet
from ingest.notes import SheetNote
from ingest.record_types import RECORD_TYPES
from ingest.sheet_layout import SheetLayout
from ingest.stages import Stage
from storage.literals import Value, sql_list, sql_literal, sql_row

_KINDS = "pal_kinds"
_DELIVERIES = """delivery_id varchar, arrival_order integer, partner_code varchar, file_name varchar,
    sha256 varchar, byte_count bigint, received_at timestamp, received_on date, status varchar, reason varchar,
    is_declared_complete boolean, stated_from date, stated_until date, layout_hash varchar, told varchar,
    has_loss boolean"""
_SHEETS = """delivery_id varchar, sheet_index integer, sheet varchar, header_row integer, record_type varchar,
    is_main boolean, row_count integer"""
_HEADINGS = """delivery_id varchar, sheet_index integer, column_index integer, heading varchar,
    record_type varchar, field varchar"""
_NOTES = """delivery_id varchar, sheet_index integer, sheet varchar, note_kind varchar, words varchar,
    is_loss boolean, row_count integer, row_number integer, record_type varchar, field varchar, heading varchar,
    value varchar"""
# A row says of its delivery what staging asks, so that staging need not read the table of deliveries.
_ROW = """delivery_id varchar, partner_code varchar, arrival_order integer, received_on date, sheet_index integer,
    row_number integer, row_kind varchar"""
_INPUTS = "code_hash varchar, headings_hash varchar"
_CONTENT_TABLES = ("sheets", "headings", "notes", *RECORD_TYPES)


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create schema `raw` and those of its tables that are not there."""
    definitions = {
        "deliveries": _DELIVERIES,
        "sheets": _SHEETS,
        "headings": _HEADINGS,
        "notes": _NOTES,
        "landing_inputs": _INPUTS,
    }
    for name, record_type in RECORD_TYPES.items():
        definitions[name] = ", ".join([_ROW, *(f"{field} varchar" for field in record_type.columns)])
    con.execute("create schema if not exists raw")
    for name, columns in definitions.items():
        con.execute(f"create table if not exists raw.{name} ({columns})")


def delete_delivery(con: duckdb.DuckDBPyConnection, delivery_id: str) -> None:
    """Remove all that a delivery has in `raw`."""
    for name in ("deliveries", *_CONTENT_TABLES):
        con.execute(f"delete from raw.{name} where delivery_id = {sql_literal(delivery_id)}")


def insert_notes(con: duckdb.DuckDBPyConnection, delivery_id: str, notes: Sequence[SheetNote]) -> None:
    """Land what is told of a delivery."""
    rows = [sql_row([delivery_id, one.sheet_index, one.sheet, *astuple(one.note)]) for one in notes]
    if rows:
        con.execute(f"insert into raw.notes values {', '.join(rows)}")


def insert_sheet(con: duckdb.DuckDBPyConnection, delivery: Delivery, sheet: MarkedSheet) -> None:
    """Land one sheet for every record type that it carries."""
    layout = sheet.layout
    carried = layout.mappings if sheet.stage is not None else ()
    for mapping in carried:
        _insert_rows(con, delivery, sheet, mapping)
        _insert_headings(con, delivery.delivery_id, layout, mapping)
    types: list[tuple[str | None, bool | None, int]]
    types = [(one.record_type, one.is_main, sheet.rows) for one in carried] or [(None, None, sheet.rows)]
    where = (layout.sheet.index, layout.sheet.name, layout.header_row)
    rows = ", ".join(sql_row([delivery.delivery_id, *where, *one]) for one in types)
    con.execute(f"insert into raw.sheets values {rows}")


def _insert_rows(
    con: duckdb.DuckDBPyConnection, delivery: Delivery, sheet: MarkedSheet, mapping: Mapping
) -> None:
    stage = sheet.stage
    if stage is None:
        return
    values = [
        _value(sheet, stage, mapping.columns[field]) if field in mapping.columns else "null"
        for field in RECORD_TYPES[mapping.record_type].columns
    ]
    position = f"{stage.relation}.{stage.position}"
    kind, join = "'data'", ""
    if sheet.kinds:
        import pyarrow as pa  # only here: nothing new must not pay for it

        positions = pa.array(sheet.kinds.keys(), pa.int64())
        con.register(
            _KINDS, pa.table({"marked": positions, "kind": pa.array(sheet.kinds.values(), pa.string())})
        )
        kind, join = "coalesce(kind, 'data')", f"left join {_KINDS} on marked = {position}"
    facts: list[Value] = [delivery.delivery_id, delivery.partner_code]
    facts += [delivery.arrival_order, delivery.received_on]
    of_delivery = sql_list(facts)
    where = f"where {position} < {sheet.rows}" if sheet.rows < stage.count else ""
    con.execute(
        f"""insert into raw.{mapping.record_type}
            select {of_delivery}, {sheet.layout.sheet.index},
                ({position} + {stage.first_row})::integer, {kind}, {", ".join(values)}
            from {stage.relation} {join} {where}"""
    )
    if sheet.kinds:
        con.unregister(_KINDS)


def _value(sheet: MarkedSheet, stage: Stage, position: int) -> str:
    return sheet.rewrites.get(position, stage.columns[position])


def _insert_headings(
    con: duckdb.DuckDBPyConnection, delivery_id: str, layout: SheetLayout, mapping: Mapping
) -> None:
    fields = {position: field for field, position in mapping.columns.items()}
    headings = layout.header.headings if layout.header is not None else ()
    where = (delivery_id, layout.sheet.index)
    rows = [
        sql_row([*where, layout.sheet.left + position, heading, mapping.record_type, fields.get(position)])
        for position, heading in enumerate(headings)
    ]
    if rows:
        con.execute(f"insert into raw.headings values {', '.join(rows)}")
