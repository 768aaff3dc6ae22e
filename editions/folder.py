"""Where editions are: one folder each under `editions/`, the versions of one side by side (`2012-S2`,
`2012-S2.v2`).
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from storage.errors import PalError, WrongUse
from storage.home import Home

MANIFEST = "manifest.json"
REPORTS = "reports.json"
GUARD = ".sha256"
DATA = "data"
MACROS = "macros"
REPORT = "report"

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_NAME = re.compile(rf"(?P<id>{_ID.pattern})(\.v(?P<version>[1-9][0-9]*))?")


class NoEdition(WrongUse):
    """The edition asked for does not exist."""


@dataclass(frozen=True)
class Edition:
    """A sealed edition on disk. `name` is its folder's: the id, and from the second version on `.vN`."""

    folder: Path

    @property
    def name(self) -> str:
        """The id with the version, as commands take it."""
        return self.folder.name

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the edition says of itself (`edition.json`): id, version, title, dates, who, checks,
        waivers."""
        return read_json(self.folder / DATA / "edition.json")

    @property
    def table_names(self) -> list[str]:
        """The sealed tables."""
        return sorted(path.stem for path in (self.folder / DATA).glob("*.parquet"))


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file of an edition; raises PalError where it cannot be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PalError(f"{path}: il file manca; l’edizione non è intera.") from None
    except (OSError, ValueError) as error:
        raise PalError(f"{path}: non si legge ({error}); l’edizione è danneggiata.") from None
    if not isinstance(content, dict):
        raise PalError(f"{path}: non contiene quanto atteso; l’edizione è danneggiata.")
    return content


def check_id(edition_id: str) -> str:
    """An id that can name a folder; raises WrongUse."""
    if not _ID.fullmatch(edition_id):
        raise WrongUse(
            f"Edizione «{edition_id}»: usare lettere, cifre, trattini (per esempio 2012-S2), al più "
            f"40 caratteri."
        )
    return edition_id


def folder_of(home: Home, edition_id: str, version: int) -> Path:
    """Where a version of an edition is, or will be."""
    return home.editions / (edition_id if version == 1 else f"{edition_id}.v{version}")


def list_editions(home: Home) -> list[Edition]:
    """All sealed editions, in the order of sealing."""
    found = [
        Edition(path)
        for path in sorted(home.editions.glob("*"))
        if _NAME.fullmatch(path.name) and (path / MANIFEST).is_file()
    ]
    return sorted(found, key=lambda one: (one.facts["sealed_at"], one.name))


def latest_version(home: Home, edition_id: str) -> int:
    """The newest sealed version of an edition; 0 where there is none."""
    version = 0
    while (folder_of(home, edition_id, version + 1) / MANIFEST).is_file():
        version += 1
    return version


def find_edition(home: Home, name: str) -> Edition:
    """The edition meant by a folder's path, a name with version (`X.v1`, `X.v2`) or an id, then the newest
    one.

    Raises NoEdition.
    """
    path = Path(name).expanduser()
    if (path / MANIFEST).is_file() or (path.is_absolute() and path.is_dir()):
        return Edition(path.resolve())
    matched = _NAME.fullmatch(name)
    if matched:
        edition_id, version = matched["id"], matched["version"]
        number = int(version) if version else latest_version(home, edition_id)
        folder = folder_of(home, edition_id, number or 1)
        if folder.is_dir():
            return Edition(folder)
    known = ", ".join(one.name for one in list_editions(home)) or "nessuna"
    raise NoEdition(f"Edizione «{name}»: non c’è. Edizioni sigillate: {known}.")
