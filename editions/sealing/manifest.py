"""What an edition is made of, by SHA-256: `manifest.json` for the data, `reports.json` for the reports.

`manifest.json.sha256` and `reports.json.sha256` guard the two, in the form that `sha256sum -c` reads.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from editions.folder import GUARD, MANIFEST, REPORTS, read_json
from storage.errors import PalError

_CHUNK = 1 << 20


def file_hash(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal text."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def write_manifest(folder: Path, facts: dict[str, Any]) -> str:
    """Write the manifest of all files now in the folder, with `facts` about them, and its guard; gives its
    hash."""
    return _write_guarded(folder, MANIFEST, {**facts, "files": _hashes(folder, _files(folder))})


def write_reports_manifest(folder: Path, reports: Iterable[str]) -> None:
    """Write the list of reports, with the manifest's hash, and its guard."""
    content = {"manifest_sha256": file_hash(folder / MANIFEST), "files": _hashes(folder, reports)}
    _write_guarded(folder, REPORTS, content)


def find_damage(folder: Path) -> Iterator[str]:
    """What is not as it was sealed, one Italian line each, naming the file; nothing where all is whole."""
    expected: dict[str, str] = {}
    for name in (MANIFEST, REPORTS):
        try:
            listed = read_json(folder / name)
        except PalError as error:
            yield str(error)
            continue
        files = listed.get("files")
        if not isinstance(files, dict):
            yield f"{name}: manca l’elenco dei file"
            continue
        expected |= {str(path): str(sha256) for path, sha256 in files.items()}
        if name == REPORTS:
            expected[MANIFEST] = str(listed.get("manifest_sha256"))
    for name in (MANIFEST, REPORTS):
        if (folder / name).is_file() and _read_guard(folder, name) != _guard_line(folder, name):
            yield f"{name}: non corrisponde a {name}{GUARD}, uno dei due è stato cambiato"
    guards = {MANIFEST + GUARD, REPORTS, REPORTS + GUARD, MANIFEST}
    for path in _files(folder):
        if path not in expected and path not in guards:
            yield f"{path}: file sconosciuto, non fa parte dell’edizione"
    for path in sorted({*expected, *guards}):
        if not (folder / path).is_file() or (folder / path).is_symlink():
            yield f"{path}: il file manca"
        elif path in expected and file_hash(folder / path) != expected[path]:
            yield f"{path}: il contenuto è cambiato dopo la sigillatura"


def _files(folder: Path) -> list[str]:
    """Everything in the folder that is no folder, links included, relative to it."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )


def _hashes(folder: Path, files: Iterable[str]) -> dict[str, str]:
    return {path: file_hash(folder / path) for path in files}


def _write_guarded(folder: Path, name: str, content: dict[str, Any]) -> str:
    path = folder / name
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    (folder / (name + GUARD)).write_text(_guard_line(folder, name), encoding="utf-8")
    return file_hash(path)


def _guard_line(folder: Path, name: str) -> str:
    return f"{file_hash(folder / name)}  {name}\n"


def _read_guard(folder: Path, name: str) -> str | None:
    try:
        return (folder / (name + GUARD)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
