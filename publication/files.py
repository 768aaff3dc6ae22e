"""The publications on disk: their names, the pointer to the current one, and which are kept."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from publication.unchanged import guard_file
from storage.durable import sync_folder, write_text
from storage.home import Home
from storage.modes import READ_ONLY
from storage.scratch import clear_scratch

KEPT = 5
_POINTER = "current"
_PREFIX = "pal-"
_SUFFIX = ".duckdb"
_NAME = re.compile(rf"{_PREFIX}([A-Za-z0-9-]+){re.escape(_SUFFIX)}")
_LONGEST_POINTER = 200
"""More of what somebody put in its place is not read."""


def published_file(home: Home, build_id: str) -> Path:
    """Where the published copy of a build is."""
    return home.published / f"{_PREFIX}{build_id}{_SUFFIX}"


def private_file(home: Home, build_id: str) -> Path:
    """Where the private twin of a build is."""
    return home.private / f"{_PREFIX}{build_id}{_SUFFIX}"


def named_build(pointer: bytes) -> str | None:
    """The build that a pointer's content names; None where it names none, and leads nowhere else."""
    found = _NAME.fullmatch(pointer.decode(errors="replace").strip())
    return found[1] if found else None


def current_build_id(home: Home) -> str | None:
    """The build that the pointer names; None before the first publication, and where it names none."""
    try:
        with (home.published / _POINTER).open("rb") as stream:
            return named_build(stream.read(_LONGEST_POINTER))
    except FileNotFoundError:
        return None


def point_to(home: Home, build_id: str) -> None:
    """Switch the pointer to a build, in one step."""
    write_text(home.published / _POINTER, published_file(home, build_id).name + "\n", READ_ONLY)


def remove_old(home: Home) -> list[str]:
    """Remove the publications and twins that are no longer kept; gives the builds removed.

    Kept are the current one, the last KEPT, and those that an edition's manifest names.
    """
    on_disk = sorted({build_id for folder in _folders(home) for build_id in _builds_in(folder)})
    kept = {*on_disk[-KEPT:], *_named_by_editions(home), current_build_id(home)}
    removed = [build_id for build_id in on_disk if build_id not in kept]
    for build_id in removed:
        for path in (published_file(home, build_id), private_file(home, build_id)):
            path.unlink(missing_ok=True)
            guard_file(path).unlink(missing_ok=True)
    return removed


def remove_leftovers(home: Home) -> None:
    """Remove what killed runs left half written. Only for the one writer."""
    for folder in _folders(home):
        leftovers = [path for path in folder.glob(".*") if path.is_file()]
        for path in leftovers:
            path.unlink()
        if leftovers:
            sync_folder(folder)
    for scratch in (home.scratch, home.fresh_warehouse.parent):
        shutil.rmtree(scratch, ignore_errors=True)
    clear_scratch(home.temporary)


def _folders(home: Home) -> list[Path]:
    return [folder for folder in (home.published, home.private) if folder.is_dir()]


def _builds_in(folder: Path) -> Iterator[str]:
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        yield path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX)


def _named_by_editions(home: Home) -> Iterator[str]:
    for manifest in home.editions.glob("*/manifest.json"):
        try:
            content = json.loads(manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(content, dict) and isinstance(content.get("build_id"), str):
            yield content["build_id"]
