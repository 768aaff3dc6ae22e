"""All that a build leaves in a warehouse, to hold two ways of building equal."""

from pathlib import Path

import duckdb


def described(warehouse: Path) -> dict[str, object]:
    """All that dbt says of a warehouse: each relation's columns, rows, comment and constraints."""
    with duckdb.connect(warehouse, read_only=True) as con:
        told: dict[str, object] = {
            "comments": con.execute(
                """
                select schema_name, table_name, comment from duckdb_tables() where schema_name not in ('builds', 'raw')
                union all
                select schema_name, view_name, comment from duckdb_views() where not internal
                order by all
                """
            ).fetchall(),
            "columns": con.execute(
                """
                select
                    schema_name, table_name, column_name, column_index, data_type, is_nullable, column_default, comment
                from duckdb_columns() where not internal and schema_name not in ('builds', 'raw') order by all
                """
            ).fetchall(),
            "constraints": con.execute(
                """
                select schema_name, table_name, constraint_type, constraint_column_names from duckdb_constraints()
                where schema_name not in ('builds', 'raw') order by all
                """
            ).fetchall(),
        }
        relations = [(schema, name) for schema, name, _ in told["comments"]]  # type: ignore[attr-defined]
        for schema, name in relations:
            told[f"{schema}.{name}"] = con.execute(
                f'select count(*), sum(hash(t)::hugeint) from "{schema}"."{name}" as t'
            ).fetchall()
    return told
