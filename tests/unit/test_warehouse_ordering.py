"""Nodes done at once: none before what it reads is made and judged, all of them in the end, no connection twice."""

from threading import Barrier, Lock

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.building.ordering import do_in_order
from warehouse.building.statements import Node

AT_ONCE = 2


def node(number: int, kind: str, inputs: list[int]) -> Node:
    """A node that reads others, by their numbers."""
    name = f"n{number}"
    return Node(name, name, kind, None, tuple(f"n{one}" for one in inputs), (), None, "")


@st.composite
def projects(draw: st.DrawFn) -> list[Node]:
    """Nodes in an order to build them, tests among them."""
    nodes: list[Node] = []
    for number in range(draw(st.integers(1, 12))):
        models = [place for place, one in enumerate(nodes) if not one.is_test]
        inputs = draw(st.lists(st.sampled_from(models), unique=True, max_size=3)) if models else []
        kind = draw(st.sampled_from(["model", "test"])) if inputs else "model"
        nodes.append(node(number, kind, inputs))
    return nodes


@given(projects())
@settings(max_examples=50, deadline=None)
def test_every_node_is_done_once_after_what_it_reads_was_made_and_judged(nodes: list[Node]) -> None:
    ended: set[str] = set()
    begun: list[str] = []
    busy: set[int] = set()
    lock = Lock()

    def do(con: duckdb.DuckDBPyConnection, one: Node) -> None:
        tests = {
            other.id
            for other in nodes[: nodes.index(one)]
            if other.is_test and not set(other.inputs).isdisjoint(one.inputs)
        }
        with lock:
            assert {*one.inputs, *tests} <= ended
            assert id(con) not in busy
            busy.add(id(con))
            begun.append(one.id)
        con.execute("select 1").fetchall()
        with lock:
            busy.remove(id(con))
            ended.add(one.id)

    with duckdb.connect() as con:
        do_in_order(con, nodes, do, AT_ONCE, lambda *_: None)
    assert sorted(begun) == sorted(one.id for one in nodes)


def test_two_that_wait_for_nothing_of_each_other_are_done_at_once() -> None:
    meeting = Barrier(AT_ONCE)

    def do(_: duckdb.DuckDBPyConnection, one: Node) -> None:
        meeting.wait(60)

    with duckdb.connect() as con:
        do_in_order(con, [node(0, "model", []), node(1, "model", [])], do, AT_ONCE, lambda *_: None)


def test_what_is_thrown_ends_the_build() -> None:
    def do(_: duckdb.DuckDBPyConnection, one: Node) -> None:
        raise KeyError(one.id)

    with duckdb.connect() as con, pytest.raises(KeyError):
        do_in_order(con, [node(0, "model", []), node(1, "model", [0])], do, AT_ONCE, lambda *_: None)
