"""A published file is what was published: read-only, its SHA-256 beside it, compared before it is read."""

import hashlib
from pathlib import Path
from threading import Lock

from storage.durable import write_text
from storage.errors import PalError
from storage.modes import READ_ONLY

_SUFFIX = ".sha256"
# What this process has compared, by the file's inode, size and times: none can change and stay equal.
_COMPARED: dict[Path, tuple[int, ...]] = {}
_COMPARING = Lock()
"""Of many that ask for a new publication at once, one reads it through."""


def guard_file(path: Path) -> Path:
    """Where the SHA-256 of a published file stands."""
    return path.with_suffix(_SUFFIX)


def close_published(path: Path, mode: int = READ_ONLY) -> None:
    """Make a finished file read-only and write down what it is."""
    path.chmod(mode)
    write_text(guard_file(path), guard_of(path, path.name), mode)


def guard_of(path: Path, name: str) -> str:
    """The text that says what a file called `name` is, as `sha256sum -c` reads it."""
    return f"{_sha256(path)}  {name}\n"


def is_unchanged(path: Path) -> bool:
    """Whether a published file is there and is what was published."""
    try:
        check_unchanged(path)
    except (OSError, PalError):
        return False
    return True


def check_unchanged(path: Path) -> None:
    """Raise PalError where a published file is not what was published, FileNotFoundError where it is gone."""
    with _COMPARING:
        facts = path.stat()
        looks = (facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
        if _COMPARED.get(path) == looks:
            return
        try:
            wanted = guard_file(path).read_text(encoding="ascii").split()[0]
        except (FileNotFoundError, UnicodeDecodeError, IndexError):
            wanted = ""
        if _sha256(path) != wanted:
            raise PalError(f"{path} non è più quello pubblicato: rifarlo con `pal publish`.")
        _COMPARED[path] = looks


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
