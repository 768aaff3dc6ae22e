"""What a build is made from, as one hash: the same hash, and there is nothing to build."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from decisions.files import BUILDING
from decisions.reading import Decisions
from storage.home import IDENTITY, REFERENCE

if TYPE_CHECKING:
    import duckdb

_NOT_SOURCES = frozenset({"target", "logs", "dbt_packages", "__pycache__"})


def code_version(dbt_project: Path) -> str:
    """The program's version and a short hash of what turns raw rows into a publication."""
    own = Path(__file__).parent
    parts = sources_hash(dbt_project) + folder_hash(IDENTITY) + folder_hash(own / "building")
    parts += hashlib.sha256((own / "publish.py").read_bytes()).hexdigest()
    try:
        released = version("pal")
    except PackageNotFoundError:
        released = "0"
    return f"{released}+{hashlib.sha256(parts.encode()).hexdigest()[:12]}"


def sources_hash(dbt_project: Path) -> str:
    """A hash of the dbt project and of the reference data that it reads."""
    return folder_hash(dbt_project) + folder_hash(REFERENCE)


def folder_hash(folder: Path) -> str:
    """A hash of a folder's sources, names and contents."""
    sources = hashlib.sha256()
    for path in sorted(_sources(folder)):
        _add(sources, (path.relative_to(folder).as_posix(),))
        sources.update(hashlib.sha256(path.read_bytes()).digest())
    return sources.hexdigest()


def input_hash(con: "duckdb.DuckDBPyConnection", decisions: Decisions, key: str, code: str) -> str:
    """SHA-256 over the landed deliveries, the decisions, the key of the ids and the code version."""
    digest = hashlib.sha256()
    _add(digest, (code, hashlib.sha256(key.encode()).hexdigest()))
    deliveries = con.execute(
        """
        select delivery_id, partner_code, file_name, sha256, received_at::varchar, status, layout_hash
        from raw.deliveries order by arrival_order
        """
    ).fetchall()
    for row in deliveries:
        _add(digest, row)
    for name in BUILDING:
        _add(digest, (name,))
        for decision in decisions.rows[name]:
            _add(digest, decision)
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    """Files of `folder` that count: of a Python package the top level only, else all but what dbt writes."""
    if (folder / "__init__.py").exists():
        yield from folder.glob("*.py")
        return
    for path in folder.iterdir() if folder.exists() else ():
        if path.name.startswith(".") or path.name in _NOT_SOURCES:
            continue
        if path.is_dir():
            yield from _sources(path)
        else:
            yield path


def _add(digest: "hashlib._Hash", values: Iterable[str | None]) -> None:
    """Add values so that no two different lists of them give the same bytes."""
    for value in values:
        content = (value or "").encode()
        digest.update(b"-" if value is None else f"{len(content)}:".encode() + content)
    digest.update(b"\n")
