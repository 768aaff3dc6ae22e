"""What the warehouse remembers of each node: what it was made from and what it held.

It stands in the warehouse, so that it is committed with the node's table. dbt drops it before it runs anything
(on-run-start in dbt_project.yml): what somebody builds by hand with dbt is built anew by the next refresh.
"""

from dataclasses import dataclass

import duckdb

from storage.literals import sql_literal, sql_row

_TABLE = "builds.made_nodes"


@dataclass(frozen=True)
class Remembered:
    """A finished node: the hashes of its own statements, of all that it was made from, and of what it holds."""

    recipe: str
    fingerprint: str
    content: str


def remembered_nodes(con: duckdb.DuckDBPyConnection) -> dict[str, Remembered]:
    """What is remembered of nodes, by their ids."""
    con.execute("create schema if not exists builds")
    con.execute(
        f"create table if not exists {_TABLE} "
        "(node varchar, recipe varchar, fingerprint varchar, content varchar)"
    )
    rows = con.execute(f"select node, recipe, fingerprint, content from {_TABLE}").fetchall()
    return {node: Remembered(*hashes) for node, *hashes in rows}


def remember(con: duckdb.DuckDBPyConnection, node: str, made: Remembered) -> None:
    """Remember a node, in the transaction that made it."""
    forget(con, node)
    row = sql_row([node, made.recipe, made.fingerprint, made.content])
    con.execute(f"insert into {_TABLE} values {row}")


def forget(con: duckdb.DuckDBPyConnection, node: str) -> None:
    """Forget a node."""
    con.execute(f"delete from {_TABLE} where node = {sql_literal(node)}")
