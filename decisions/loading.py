"""Decisions loaded as text into schema `decisions`, from which dbt reads them."""

from typing import TYPE_CHECKING

from decisions.files import BUILDING, FILES
from storage.literals import sql_literal, sql_row

if TYPE_CHECKING:
    import duckdb

    from decisions.reading import Decisions


def load_decisions(con: "duckdb.DuckDBPyConnection", decisions: "Decisions", key: str) -> None:
    """Put the decisions and the key of the ids into schema `decisions`, replacing what was there."""
    con.execute("create schema if not exists decisions")
    for name in BUILDING:
        listed = ", ".join(f'"{column}" varchar' for column in FILES[name].columns)
        con.execute(f'create or replace table decisions."{name}" ({listed})')
        if rows := decisions.rows[name]:
            con.execute(f'insert into decisions."{name}" values {", ".join(map(sql_row, rows))}')
    con.execute(f"create or replace table decisions.id_key as select {sql_literal(key)} as key")
