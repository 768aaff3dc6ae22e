"""What is sealed: every published table, the figures, the macros that made them, decisions and texts."""

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from decisions.files import BUILDING, FILES
from decisions.reading import read_decisions
from editions.folder import DATA, MACROS
from editions.values import TABLE, Window, write_values
from publication.persons import Persons
from storage.home import Home
from storage.literals import sql_literal
from warehouse.settings import BuildSettings

NARRATIVE = "narrative"
DIFFERENCES = "differences.json"
RESERVED = "riservato"
_NAMING = {
    "corrections": frozenset({"key", "old_value", "new_value"}),
    "firms": frozenset({"a", "b"}),
    "networks": frozenset({"a", "b"}),
}
"""Columns that can name a natural person: what does stays in `decisions/` alone."""
_NAMELESS = re.compile(r"[FN][0-9a-f]{16}|[0-9]{11}|[a-z_]+-[0-9]{5,}/[0-9]+/[0-9]+")
"""An id of ours, a company's codice fiscale, a delivered row: these name nobody."""


def write_tables(
    publication: Path, folder: Path, window: Window, settings: BuildSettings, scratch: Path
) -> None:
    """Copy every table of a published file into Parquet, with the figures beside them."""
    (folder / DATA).mkdir()
    scratch.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        publication,
        read_only=True,
        config={
            "memory_limit": settings.memory_limit,
            "threads": settings.threads,
            "temp_directory": str(scratch),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    try:
        tables = connection.execute(
            "select table_name from duckdb_tables() where not internal order by table_name"
        ).fetchall()
        for (table,) in tables:
            _copy(connection, f'from "{table}"', folder / DATA / f"{table}.parquet")
        write_values(connection, window, TABLE)
        _copy(connection, f"from {TABLE}", folder / DATA / f"{TABLE}.parquet")
    finally:
        connection.close()


def write_macros(settings: BuildSettings, folder: Path) -> None:
    """Copy the SQL of the macros: later definitions do not touch a sealed figure."""
    (folder / MACROS).mkdir()
    for path in sorted((settings.dbt_project / "publish").glob("*.sql")):
        shutil.copyfile(path, folder / MACROS / path.name)


def write_narrative(files: dict[str, Path], folder: Path, persons: Persons) -> None:
    """Copy the texts, without what tells of a person, and the logos."""
    for name, path in files.items():
        target = folder / NARRATIVE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            target.write_text(persons.mask(text), encoding="utf-8", errors="surrogateescape")
        else:
            shutil.copyfile(path, target)


def decisions_in_force(home: Home, persons: Persons) -> dict[str, list[dict[str, str | None]]]:
    """People's decisions, file by file; of a correction, what can name a natural person is left out."""
    decisions = read_decisions(home.decisions)
    return {
        name: [without_persons(masked(name, row), persons) for row in decisions.rows[name]]
        for name in BUILDING
    }


def without_persons(value: Any, persons: Persons) -> Any:
    """What people wrote, in whatever it is nested, without what tells of a person."""
    if isinstance(value, str):
        return persons.mask(value)
    if isinstance(value, Mapping):
        return {key: without_persons(one, persons) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without_persons(one, persons) for one in value]
    return value


def decided(decision: Mapping[str, str | None]) -> str:
    """What a decision says, without the reason: that changes nothing, and what is masked of it depends on whom a build
    knows."""
    return json.dumps({key: value for key, value in decision.items() if key != "reason"}, sort_keys=True)


def masked(name: str, row: Sequence[str | None]) -> dict[str, str | None]:
    """A decision by column, without what can name a natural person."""
    naming = _NAMING.get(name, frozenset())
    return {
        column: RESERVED if value and column in naming and not _NAMELESS.fullmatch(value) else value
        for column, value in zip(FILES[name].columns, row, strict=True)
    }


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write an object in a form that is the same for the same content."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    """Ids hardly repeat: a dictionary of them, or a higher level, takes time and saves no room."""
    how = "format parquet, compression zstd, compression_level 1, dictionary_size_limit 5000"
    connection.execute(f"copy ({query}) to {sql_literal(str(target))} ({how})")
