"""Nodes done several at once, none before what it reads is made and judged."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import duckdb

from warehouse.build import OnProgress
from warehouse.building.statements import Node

Do = Callable[[duckdb.DuckDBPyConnection, Node], None]


def do_in_order(
    con: duckdb.DuckDBPyConnection, nodes: Sequence[Node], do: Do, at_once: int, on_progress: OnProgress
) -> None:
    """Do every node, `at_once` of them side by side, each on a connection of its own; raises what `do` raises."""
    if at_once == 1:
        for place, node in enumerate(nodes):
            on_progress(place, len(nodes), node.name)
            do(con, node)
        return
    waits = _waits(nodes)
    waiting = list(nodes)
    free = [con.cursor() for _ in range(at_once)]
    running: dict[Future[None], tuple[Node, duckdb.DuckDBPyConnection]] = {}
    with ThreadPoolExecutor(at_once) as pool:
        while waiting or running:
            ready = [node for node in waiting if not waits[node.id]][: len(free)]
            for node in ready:
                on_progress(len(nodes) - len(waiting), len(nodes), node.name)
                waiting.remove(node)
                own = free.pop()
                running[pool.submit(do, own, node)] = node, own
            for finished in wait(running, return_when=FIRST_COMPLETED).done:
                done, own = running.pop(finished)
                finished.result()
                free.append(own)
                for others in waits.values():
                    others.discard(done.id)


def _waits(nodes: Sequence[Node]) -> dict[str, set[str]]:
    """For what each node waits: the nodes that it reads, and the tests of these that stand before it."""
    waits: dict[str, set[str]] = {}
    tests: dict[str, set[str]] = {}
    for node in nodes:
        waits[node.id] = {one for one in node.inputs if one in waits}
        for one in node.inputs:
            waits[node.id] |= tests.get(one, set())
        if node.is_test:
            for one in node.inputs:
                tests.setdefault(one, set()).add(node.id)
    return waits
