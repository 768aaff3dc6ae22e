"""dbt's statements, taken from one dbt build of an empty warehouse and kept until the project changes.

What dbt decides while it compiles (the columns of `raw`, the patterns in a seed, its own graph) is the same
for every build of one project and one layout of `raw`: both are in the key that the statements are kept by.
"""

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from storage.home import Home
from storage.scratch import scratch_folder
from warehouse.build import BrokenProject, BuildFailed, OnProgress, run_dbt
from warehouse.building.statements import Node, read_statements, write_statements
from warehouse.fingerprint import folder_hash, sources_hash
from warehouse.settings import BuildSettings

_KINDS = ("seed", "model", "test")
_KEPT = "statements.json"
_RELATION = re.compile(r'"[^"]+"\."[^"]+"\."[^"]+"')
_FOR_ALL = 0o644
"""Beside the project stands nothing but the project: who else runs this installation reads it too."""
_MAKING = ("create", "insert", "comment", "copy", "drop", "alter")
COMPILING = "i modelli sono cambiati, dbt li prepara una volta (circa 20 s)"


def statements(
    con: duckdb.DuckDBPyConnection, home: Home, settings: BuildSettings, on_progress: OnProgress
) -> list[Node]:
    """What builds the project on the open warehouse: kept at installation or in the home, else compiled now."""
    layout = _layout(con)
    key = _key(settings, layout)
    at_installation, at_home = _places(home, settings)
    for place in (at_installation, at_home):
        nodes = read_statements(place, key)
        if nodes is not None:
            return nodes
    on_progress(0, 0, COMPILING)
    nodes = _compile(home, settings, layout)
    if at_installation.exists():
        with suppress(OSError):  # an installation that is not ours to write in
            write_statements(at_installation, key, nodes, _FOR_ALL)
            return nodes
    write_statements(at_home, key, nodes)
    return nodes


def compile_at_installation(con: duckdb.DuckDBPyConnection, home: Home, settings: BuildSettings) -> None:
    """Keep the statements beside the project, for every home."""
    layout = _layout(con)
    nodes = _compile(home, settings, layout)
    write_statements(_places(home, settings)[0], _key(settings, layout), nodes, _FOR_ALL)


def _places(home: Home, settings: BuildSettings) -> tuple[Path, Path]:
    return settings.dbt_project / "target" / _KEPT, home.temporary / "dbt" / _KEPT


def _key(settings: BuildSettings, layout: list[tuple[str, str, list[str]]]) -> str:
    versions = [version(name) for name in ("dbt-core", "dbt-duckdb", "duckdb")]
    own = folder_hash(Path(__file__).parent)
    parts = [
        str(settings.dbt_project),
        *versions,
        own,
        sources_hash(settings.dbt_project),
        json.dumps(layout),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _layout(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, list[str]]]:
    """The tables that the project reads and does not make, with their columns."""
    return con.execute(
        """
        select schema_name, table_name, list(format('"{}" {}', column_name, data_type) order by column_index)
        from duckdb_columns()
        where database_name = current_database() and schema_name in ('raw', 'decisions')
        group by all order by all
        """
    ).fetchall()


def _compile(home: Home, settings: BuildSettings, layout: list[tuple[str, str, list[str]]]) -> list[Node]:
    """Let dbt build the project on an empty warehouse with this layout; raises BrokenProject."""
    with scratch_folder() as folder:
        empty = Home(folder)
        with duckdb.connect(empty.warehouse) as con:
            for schema, table, columns in layout:
                con.execute(f'create schema if not exists "{schema}"')
                con.execute(f'create table "{schema}"."{table}" ({", ".join(columns)})')
        told = folder / "told.json"
        try:
            run_dbt(home, empty.warehouse, replace(settings, threads=1), told=told)
        except BuildFailed as failed:
            raise BrokenProject(failed.failures, home.logs / "dbt.log") from None
        made = json.loads(told.read_text(encoding="utf-8"))
        nodes = [_node(one, settings.dbt_project) for one in made if one["kind"] in _KINDS]
        makers = {node.relation: node.id for node in nodes if node.relation is not None}
        return [replace(node, inputs=_inputs(node, makers)) for node in nodes]


def _inputs(node: Node, makers: dict[str, str]) -> tuple[str, ...]:
    """The nodes and sources that a node reads: those that it refers to, but for an ephemeral model, which is no
    node and in the node's own statements, what these name of it."""
    made = set(makers.values())
    referred = [one for one in node.inputs if one in made or one.startswith("source.")]
    named = {relation for sql in node.statements for relation in _RELATION.findall(sql)} - {node.relation}
    return tuple(dict.fromkeys([*referred, *sorted(makers[one] for one in named & makers.keys())]))


def _node(told: dict[str, Any], dbt_project: Path) -> Node:
    is_test = told["kind"] == "test"
    made = [_bare(statement) for statement in told["statements"]]
    makes = [sql for sql in made if sql.lower().startswith(_MAKING) and not _is_schema(sql)]
    file_hash = ""
    if told["kind"] == "seed":
        file_hash = hashlib.sha256((dbt_project / told["path"]).read_bytes()).hexdigest()
    return Node(
        told["id"], told["name"], told["kind"], None if is_test else told["relation"],
        tuple(told["inputs"]), tuple(made[-1:] if is_test else makes), told["python"], file_hash,
    )  # fmt: skip


def _bare(statement: str) -> str:
    """Without the comment that dbt puts in front, and its ellipsis after a statement that it abridges."""
    text = statement.strip()
    if text.startswith("/*"):
        text = text[text.index("*/") + 2 :].strip()
    return text.removesuffix("...").strip()


def _is_schema(sql: str) -> bool:
    return sql.lower().startswith("create schema")
