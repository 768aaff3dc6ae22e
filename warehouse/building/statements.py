"""The statements by which dbt makes each node of its project, as they are kept between builds."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from storage.durable import write_text


@dataclass(frozen=True)
class Node:
    """A seed, a model or a data test: what makes it, and the relations that it reads."""

    id: str
    name: str
    kind: str
    relation: str | None
    inputs: tuple[str, ...]
    statements: tuple[str, ...]
    python: str | None
    file_hash: str
    """Of a seed: the SHA-256 of its file, which its statements only name."""

    @property
    def is_test(self) -> bool:
        """Whether it makes nothing and only judges."""
        return self.kind == "test"

    @property
    def is_view(self) -> bool:
        """Whether it makes a view, which holds nothing of its own."""
        return any(sql.lower().startswith("create view") for sql in self.statements)


def read_statements(path: Path, key: str) -> list[Node] | None:
    """The nodes kept in `path` in an order to build them; None where they are not those of `key`."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["key"] != key:
            return None
        return [
            Node(**{**node, "inputs": tuple(node["inputs"]), "statements": tuple(node["statements"])})
            for node in content["nodes"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_statements(path: Path, key: str, nodes: Iterable[Node], mode: int = 0o600) -> None:
    """Keep nodes in `path`, all or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"key": key, "nodes": [asdict(node) for node in nodes]}
    write_text(path, json.dumps(content, ensure_ascii=False), mode)
