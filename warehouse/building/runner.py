"""Build without dbt: its statements run in one connection, those whose inputs changed, one commit a node."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import duckdb

from identity.model import MODEL
from storage.home import IDENTITY, Home
from warehouse.build import BuildFailed, Failure, OnProgress, one_line
from warehouse.building.compiling import statements
from warehouse.building.contents import content_of
from warehouse.building.ordering import do_in_order
from warehouse.building.remembered import Remembered, forget, remember, remembered_nodes
from warehouse.building.statements import Node
from warehouse.fingerprint import folder_hash
from warehouse.settings import BuildSettings


def build(
    con: duckdb.DuckDBPyConnection, home: Home, settings: BuildSettings, on_progress: OnProgress
) -> None:
    """Make all tables behind `raw` what dbt would make them, and run the data tests; raises BuildFailed.

    What did not change since it was made stays as it is. A build that fails or is killed leaves finished nodes
    finished: the next goes on from there. As many nodes at once as there are threads that no statement uses.
    """
    nodes = statements(con, home, settings, on_progress)
    run = _Run(remembered_nodes(con), _relations(con))
    run.remove_what_is_no_more(con, nodes)
    _make_schemas(con, nodes)
    [(threads,)] = con.execute("select current_setting('threads')").fetchall()
    con.execute("set preserve_insertion_order = false")
    try:
        do_in_order(con, nodes, run.do, max(1, settings.threads // threads), on_progress)
        run.write_down(con)
    finally:
        con.execute("reset preserve_insertion_order")
    on_progress(len(nodes), len(nodes), "")
    if run.failures:
        places = {node.name: place for place, node in enumerate(nodes)}
        raise BuildFailed(sorted(run.failures, key=lambda failure: places[failure.name]), None)


def build_up_to(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    settings: BuildSettings,
    names: Collection[str],
    given: Collection[str] = (),
) -> None:
    """Make some models in a warehouse that is nobody's, and what they read but for what is `given`, without tests;
    raises BuildFailed."""
    nodes = [
        node
        for node in statements(con, home, settings, lambda *_: None)
        if not node.is_test and node.name not in given
    ]
    wanted = {node.id for node in nodes if node.name in names}
    for node in reversed(nodes):
        if node.id in wanted:
            wanted.update(node.inputs)
    run = _Run(remembered_nodes(con), _relations(con))
    _make_schemas(con, nodes)
    for node in nodes:
        if node.id in wanted:
            run.do(con, node)
    if run.failures:
        raise BuildFailed(run.failures, None)


@dataclass
class _Run:
    """What a build knows; nodes that wait for nothing of each other may be done at once, each on its connection."""

    remembered: dict[str, Remembered]
    relations: dict[str, str]
    """The warehouse's tables and views as they are now, by name; `table` or `view`."""
    contents: dict[str, str] = field(default_factory=dict)
    """Hash of what each node and source holds, as far as it is known."""
    broken: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    unwritten: dict[str, Remembered] = field(default_factory=dict)
    """What is to be remembered with the next commit: tests passed, and nodes that came out as they stood."""
    lock: Lock = field(default_factory=Lock)

    def do(self, con: duckdb.DuckDBPyConnection, node: Node) -> None:
        """Make or test one node, unless that was done already with the same inputs; as dbt, nothing that
        reads what failed."""
        if not self.broken.isdisjoint(node.inputs):
            self.broken.add(node.id)
            return
        recipe = _recipe(node)
        fingerprint = self._fingerprint(con, node, recipe)
        stands = node.is_test or _name(node) in self.relations
        known = self.remembered.get(node.id) if stands else None
        if known is not None and known.fingerprint == fingerprint:
            self.contents[node.id] = known.content
            return
        taken: dict[str, Remembered] = {}
        con.begin()
        try:
            failure = self._judge(con, node) if node.is_test else None
            if not node.is_test:
                self._make(con, node)
            made = Remembered(recipe, fingerprint, self._content(con, node, fingerprint))
            if node.is_test or (known is not None and _is_same(known, made)):
                con.rollback()  # what stands is what would be written
                self._remember_later({node.id: made} if failure is None else {})
            else:
                taken = self._take_unwritten()
                for name, one in {**taken, node.id: made}.items():
                    remember(con, name, one)
                con.commit()
            self.contents[node.id] = made.content
        except Exception as error:  # noqa: BLE001 - whatever a model does wrong is told like dbt tells it
            con.rollback()
            self._remember_later(taken)
            failure = Failure(node.name, node.kind, one_line(str(error)), None)
        if failure is not None:
            self.failures.append(failure)
            self.broken.update(node.inputs if node.is_test else [node.id])

    def write_down(self, con: duckdb.DuckDBPyConnection) -> None:
        """Remember what no commit has taken along."""
        con.begin()
        for name, made in self._take_unwritten().items():
            remember(con, name, made)
        con.commit()

    def _take_unwritten(self) -> dict[str, Remembered]:
        """What is to be remembered, for one transaction alone."""
        with self.lock:
            taken, self.unwritten = self.unwritten, {}
        return taken

    def _remember_later(self, made: dict[str, Remembered]) -> None:
        with self.lock:
            self.unwritten |= made

    def remove_what_is_no_more(self, con: duckdb.DuckDBPyConnection, nodes: Sequence[Node]) -> None:
        """Forget and drop what an earlier project made and the present one does not."""
        wanted = {node.id for node in nodes}
        relations = {_name(node) for node in nodes}
        for schema in {name.split(".")[0] for name in relations if name}:
            for name in [name for name in self.relations if name.split(".")[0] == schema]:
                if name not in relations:
                    self._drop(con, name)
        for gone in self.remembered.keys() - wanted:
            forget(con, gone)

    def _fingerprint(self, con: duckdb.DuckDBPyConnection, node: Node, recipe: str) -> str:
        parts = [recipe]
        for name in node.inputs:
            parts += [name, self._content_of_input(con, name)]
        return _hash_of(parts)

    def _content_of_input(self, con: duckdb.DuckDBPyConnection, name: str) -> str:
        if name not in self.contents:
            schema, table = name.split(".")[-2:]
            self.contents[name] = content_of(con, f'"{schema}"."{table}"') or ""
        return self.contents[name]

    def _content(self, con: duckdb.DuckDBPyConnection, node: Node, fingerprint: str) -> str:
        """Of a table what it holds; a view is what it is made from, so is a test."""
        if node.is_test or self.relations[_name(node)] == "view":
            return fingerprint
        return content_of(con, str(node.relation)) or ""

    def _make(self, con: duckdb.DuckDBPyConnection, node: Node) -> None:
        self._drop(con, _name(node))
        if node.python:
            _make_by_python(con, node)
        for statement in node.statements:
            con.execute(statement)
        self.relations[_name(node)] = "view" if node.is_view else "table"

    def _judge(self, con: duckdb.DuckDBPyConnection, node: Node) -> Failure | None:
        row = con.execute(node.statements[0]).fetchone()
        if row is None or not row[2]:
            return None
        return Failure(node.name, node.kind, "", row[0])

    def _drop(self, con: duckdb.DuckDBPyConnection, name: str) -> None:
        kind = self.relations.pop(name, None)
        if kind is not None:
            schema, table = name.split(".")
            con.execute(f'drop {kind} "{schema}"."{table}"')


def _make_schemas(con: duckdb.DuckDBPyConnection, nodes: Sequence[Node]) -> None:
    """The schemas of all nodes, before any: two at once would both want to make one."""
    for schema in sorted({str(node.relation).rsplit(".", 1)[0] for node in nodes if not node.is_test}):
        con.execute(f"create schema if not exists {schema}")


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
