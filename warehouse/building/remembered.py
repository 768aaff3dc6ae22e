"""What the warehouse remembers of each node: what it was made from and what it held.

It stands in the warehouse, so that it is committed with the node's table. dbt drops it before it runs anything
(on-run-start in dbt_project.yml): what somebody builds by hand with dbt is built anew by the next refresh.
"""

from dataclasses import dataclass

import duckdb

from storage.literals import sql_literal, sql_row


@dataclass(frozen=True)
class Remembered:
    """A finished node: the hash of what it was made from, and of what it holds."""

    fingerprint: str
    content: str


def remembered_nodes(con: duckdb.DuckDBPyConnection) -> dict[str, Remembered]:
    """What is remembered of nodes, by their ids."""
    con.execute("create schema if not exists builds")
    con.execute(
        "create table if not exists builds.nodes (node varchar, fingerprint varchar, content varchar)"
    )
    rows = con.execute("select node, fingerprint, content from builds.nodes").fetchall()
    return {node: Remembered(fingerprint, content) for node, fingerprint, content in rows}


def remember(con: duckdb.DuckDBPyConnection, node: str, made: Remembered) -> None:
    """Remember a node, in the transaction that made it."""
    forget(con, node)
    con.execute(f"insert into builds.nodes values {sql_row([node, made.fingerprint, made.content])}")


def forget(con: duckdb.DuckDBPyConnection, node: str) -> None:
    """Forget a node."""
    con.execute(f"delete from builds.nodes where node = {sql_literal(node)}")
