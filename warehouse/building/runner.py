"""Build without dbt: its statements run in one connection, those whose inputs changed, one commit a node."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from identity.model import MODEL
from storage.home import IDENTITY, Home
from warehouse.build import BuildFailed, Failure, OnProgress, one_line
from warehouse.building.compiling import statements
from warehouse.building.contents import content_of
from warehouse.building.remembered import Remembered, forget, remember, remembered_nodes
from warehouse.building.statements import Node
from warehouse.fingerprint import folder_hash
from warehouse.settings import BuildSettings


def build(
    con: duckdb.DuckDBPyConnection, home: Home, settings: BuildSettings, on_progress: OnProgress
) -> None:
    """Make all tables behind `raw` what dbt would make them, and run the data tests; raises BuildFailed.

    What did not change since it was made stays as it is. A build that fails or is killed leaves finished nodes
    finished: the next goes on from there.
    """
    nodes = statements(con, home, settings, on_progress)
    run = _Run(con, remembered_nodes(con), _relations(con))
    run.remove_what_is_no_more(nodes)
    con.execute("set preserve_insertion_order = false")
    try:
        for done, node in enumerate(nodes):
            on_progress(done, len(nodes), node.name)
            run.do(node)
        run.write_down()
    finally:
        con.execute("reset preserve_insertion_order")
    on_progress(len(nodes), len(nodes), "")
    if run.failures:
        raise BuildFailed(run.failures, None)


def build_up_to(
    con: duckdb.DuckDBPyConnection, home: Home, settings: BuildSettings, names: Collection[str]
) -> None:
    """Make some models in a warehouse that is nobody's, and what they read, without tests; raises BuildFailed."""
    nodes = [node for node in statements(con, home, settings, lambda *_: None) if not node.is_test]
    wanted = {node.id for node in nodes if node.name in names}
    for node in reversed(nodes):
        if node.id in wanted:
            wanted.update(node.inputs)
    run = _Run(con, remembered_nodes(con), _relations(con))
    for node in nodes:
        if node.id in wanted:
            run.do(node)
    if run.failures:
        raise BuildFailed(run.failures, None)


@dataclass
class _Run:
    con: duckdb.DuckDBPyConnection
    remembered: dict[str, Remembered]
    relations: dict[str, str]
    """The warehouse's tables and views as they are now, by name; `table` or `view`."""
    contents: dict[str, str] = field(default_factory=dict)
    """Hash of what each node and source holds, as far as it is known."""
    broken: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    unwritten: dict[str, Remembered] = field(default_factory=dict)
    """What is to be remembered with the next commit: tests passed, and nodes that came out as they stood."""

    def do(self, node: Node) -> None:
        """Make or test one node, unless that was done already with the same inputs; as dbt, nothing that
        reads what failed."""
        if not self.broken.isdisjoint(node.inputs):
            self.broken.add(node.id)
            return
        recipe = _recipe(node)
        fingerprint = self._fingerprint(node, recipe)
        stands = node.is_test or _name(node) in self.relations
        known = self.remembered.get(node.id) if stands else None
        if known is not None and known.fingerprint == fingerprint:
            self.contents[node.id] = known.content
            return
        self.con.begin()
        try:
            failure = self._judge(node) if node.is_test else None
            if not node.is_test:
                self._make(node)
            if failure is None:
                made = Remembered(recipe, fingerprint, self._content(node, fingerprint))
                self.contents[node.id] = made.content
                self.unwritten[node.id] = made
            if node.is_test or (known is not None and _is_same(known, made)):
                self.con.rollback()  # what stands is what would be written
            else:
                self._remember_unwritten()
                self.con.commit()
                self.unwritten.clear()
        except Exception as error:  # noqa: BLE001 - whatever a model does wrong is told like dbt tells it
            self.con.rollback()
            self.unwritten.pop(node.id, None)
            failure = Failure(node.name, node.kind, one_line(str(error)), None)
        if failure is not None:
            self.failures.append(failure)
            self.broken.update(node.inputs if node.is_test else [node.id])

    def write_down(self) -> None:
        """Remember what no commit has taken along."""
        if self.unwritten:
            self.con.begin()
            self._remember_unwritten()
            self.con.commit()
            self.unwritten.clear()

    def _remember_unwritten(self) -> None:
        for node, made in self.unwritten.items():
            remember(self.con, node, made)

    def remove_what_is_no_more(self, nodes: Sequence[Node]) -> None:
        """Forget and drop what an earlier project made and the present one does not."""
        wanted = {node.id for node in nodes}
        relations = {_name(node) for node in nodes}
        for schema in {name.split(".")[0] for name in relations if name}:
            for name in [name for name in self.relations if name.split(".")[0] == schema]:
                if name not in relations:
                    self._drop(name)
        for gone in self.remembered.keys() - wanted:
            forget(self.con, gone)

    def _fingerprint(self, node: Node, recipe: str) -> str:
        parts = [recipe]
        for name in node.inputs:
            parts += [name, self._content_of_input(name)]
        return _hash_of(parts)

    def _content_of_input(self, name: str) -> str:
        if name not in self.contents:
            schema, table = name.split(".")[-2:]
            self.contents[name] = content_of(self.con, f'"{schema}"."{table}"') or ""
        return self.contents[name]

    def _content(self, node: Node, fingerprint: str) -> str:
        """Of a table what it holds; a view is what it is made from, so is a test."""
        if node.is_test or self.relations[_name(node)] == "view":
            return fingerprint
        return content_of(self.con, str(node.relation)) or ""

    def _make(self, node: Node) -> None:
        self._drop(_name(node))
        schema = str(node.relation).rsplit(".", 1)[0]
        self.con.execute(f"create schema if not exists {schema}")
        if node.python:
            _make_by_python(self.con, node)
        for statement in node.statements:
            self.con.execute(statement)
        self.relations[_name(node)] = "view" if node.is_view else "table"

    def _judge(self, node: Node) -> Failure | None:
        row = self.con.execute(node.statements[0]).fetchone()
        if row is None or not row[2]:
            return None
        return Failure(node.name, node.kind, "", row[0])

    def _drop(self, name: str) -> None:
        kind = self.relations.pop(name, None)
        if kind is not None:
            schema, table = name.split(".")
            self.con.execute(f'drop {kind} "{schema}"."{table}"')


def _recipe(node: Node) -> str:
    """What makes a node but for what it reads: its statements, and for a Python model what it calls."""
    parts = [*node.statements, node.python or "", node.file_hash]
    if node.python:
        parts += [folder_hash(IDENTITY), hashlib.sha256(MODEL.read_bytes()).hexdigest()]
    return _hash_of(parts)


def _hash_of(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _is_same(one: Remembered, other: Remembered) -> bool:
    """Whether two makings of a node leave the same, its contract and comments included."""
    return (one.recipe, one.content) == (other.recipe, other.content)


def _make_by_python(con: duckdb.DuckDBPyConnection, node: Node) -> None:
    """As dbt-duckdb runs a Python model: `ref` gives relations, the result becomes the table."""
    module: dict[str, Any] = {"__name__": node.name}
    exec(compile(str(node.python), f"{node.name}.py", "exec"), module)  # noqa: S102 - the project's own model
    made = module["model"](module["dbtObj"](lambda relation: con.query(f"select * from {relation}")), con)
    con.register("made_by_python", made)
    con.execute(f"create table {node.relation} as select * from made_by_python")
    con.unregister("made_by_python")


def _name(node: Node) -> str:
    """`schema.table`, without quotes and database."""
    return ".".join(part.strip('"') for part in str(node.relation).split(".")[-2:])


def _relations(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = con.execute(
        """
        select schema_name || '.' || table_name, 'table' from duckdb_tables()
        where database_name = current_database() and not internal
        union all
        select schema_name || '.' || view_name, 'view' from duckdb_views()
        where database_name = current_database() and not internal
        """
    ).fetchall()
    return dict(rows)
