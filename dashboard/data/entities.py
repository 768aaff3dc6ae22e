"""How the tables hang together, as their models say it: what they test as a relationship, and what they test as a key.

A column named as the only key of a dimension leads to that dimension.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from storage.home import DBT_PROJECT

MARTS = DBT_PROJECT / "models" / "marts"


@dataclass(frozen=True)
class Link:
    """A table's column, and the table that it leads to, where the key has the same name."""

    table: str
    column: str
    to: str


@cache
def load_links(folder: Path = MARTS) -> tuple[Link, ...]:
    """Every link between marts, by table."""
    models = [model for path in sorted(folder.glob("*.yml")) for model in _models(path)]
    keys: dict[str, str] = {}
    for model in models:
        unique = [column["name"] for column in model["columns"] if "unique" in column.get("data_tests", ())]
        if model["name"].startswith("dim_") and len(unique) == 1:
            keys.setdefault(unique[0], model["name"])
    found = {Link(model["name"], column, to) for model in models for column, to in _links(model, keys)}
    return tuple(sorted(found, key=lambda link: (link.table, link.column)))


def draw_links(links: Iterable[Link]) -> str:
    """The links as a diagram in Graphviz's language, dimensions at the right."""
    lines = [f'"{link.table}" -> "{link.to}" [label="{link.column}"]' for link in links]
    return "\n".join(
        ["digraph { rankdir=LR; node [shape=box, fontsize=11]; edge [fontsize=9, color=gray]", *lines, "}"]
    )


def _models(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")).get("models", ()))


def _links(model: dict[str, Any], keys: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in model["columns"]:
        name, tests = column["name"], column.get("data_tests", ())
        told = [test["relationships"]["arguments"]["to"] for test in tests if "relationships" in test]
        to = told[0].removeprefix("ref('").removesuffix("')") if told else keys.get(name)
        if to is not None and to != model["name"]:
            yield name, to
