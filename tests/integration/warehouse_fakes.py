"""A tiny dbt project in place of the real one, and its tables made without dbt where dbt is not the point."""

import re
from pathlib import Path

import duckdb

from storage.home import Home

MARTS = {
    "dim_project": "select date '2012-01-01' as start_date, date '2013-06-30' as end_date",
    "dim_deliveries": "select delivery_id, partner_code, file_name, received_at from raw.deliveries",
    "fct_delivery_outcomes": """
        select deliveries.*, firms.* exclude (delivery_id)
        from (
            select delivery_id, partner_code, file_name, received_at, status, reason, told, has_loss from raw.deliveries
        ) as deliveries
        left join (
            select delivery_id, 'firms' as record_type, count(*)::integer as received,
                count(*) filter (company_name <> 'X')::integer as accepted,
                count(*) filter (company_name = 'X')::integer as rejected,
                0 as superseded, 0 as duplicate, 0 as ignored
            from raw.firms group by delivery_id
        ) as firms using (delivery_id)""",
    "dim_firms": "select company_name as firm_id, true as is_firm, 'name' as resolved_by from raw.firms",
    "fct_issues": "select delivery_id, '' as rule_code, '' as record_id from raw.firms limit 0",
    "dim_rules": "select '' as rule_code, true as is_told, '' as message_it limit 0",
    "fct_firms": "select delivery_id, company_name from raw.firms",
    "fct_decisions": 'select spelling, code from decisions."values"',
}
PRIVATE = {"private_names": "select company_name as name from raw.firms"}
PUBLISH = {
    "20_second.sql": "create or replace macro firm_names(partner := null) as table "
    "select company_name from firm_rows(partner := partner) order by all;",
    "10_first.sql": "create or replace macro firm_rows(partner := null) as table "
    "select * from fct_firms where partner is null or delivery_id like partner || '%';",
}

PROJECT_YML = """
name: tiny
profile: tiny
version: "1.0.0"
config-version: 2
flags: {send_anonymous_usage_stats: false}
models:
  tiny:
    +materialized: table
    +persist_docs: {relation: true, columns: true}
    marts: {+schema: marts}
    private: {+schema: private}
"""
PROFILES_YML = """
tiny:
  target: warehouse
  outputs:
    warehouse:
      type: duckdb
      path: "{{ env_var('PAL_WAREHOUSE') }}"
      threads: "{{ env_var('PAL_THREADS') | int }}"
"""
SCHEMA_YML = """
models:
  - name: fct_firms
    description: Imprese, l'elenco.
    columns:
      - {name: company_name, description: "Il nome, com'è."}
"""
SOURCES_YML = """
sources:
  - {name: raw, schema: raw, tables: [{name: deliveries}, {name: firms}]}
  - {name: decisions, schema: decisions, tables: [{name: values}]}
"""
MACRO = "{% macro generate_schema_name(custom, node) -%}{{ custom or target.schema }}{%- endmacro %}"


def write_tiny_project(folder: Path, extra: dict[str, str] | None = None) -> Path:
    """A dbt project with the tables above; `extra` gives more files by their path in it."""
    files = {
        "dbt_project.yml": PROJECT_YML,
        "profiles.yml": PROFILES_YML,
        "macros/names.sql": MACRO,
        "models/marts/marts.yml": SCHEMA_YML,
        "models/sources.yml": SOURCES_YML,
        **{f"models/marts/{name}.sql": _with_sources(sql) for name, sql in MARTS.items()},
        **{f"models/private/{name}.sql": _with_sources(sql) for name, sql in PRIVATE.items()},
        **{f"publish/{name}": sql for name, sql in PUBLISH.items()},
        **(extra or {}),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def _with_sources(sql: str) -> str:
    return re.sub(r'\b(raw|decisions)\."?(\w+)"?', r"{{ source('\1', '\2') }}", sql)


def build_without_dbt(con: duckdb.DuckDBPyConnection, *_: object) -> None:
    """What dbt would make of the tiny project, in its place."""
    for schema, models in (("marts", MARTS), ("private", PRIVATE)):
        con.execute(f"create schema if not exists {schema}")
        for name, sql in models.items():
            con.execute(f"create or replace table {schema}.{name} as {sql}")


def deliver(home: Home, partner: str, name: str, *firms: str) -> None:
    """Put a list of firms into the inbox."""
    rows = "".join(f"{firm};Lecco;LC\n" for firm in firms)
    path = home.inbox / partner / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Ragione sociale;Comune;Provincia\n{rows}", encoding="utf-8")
