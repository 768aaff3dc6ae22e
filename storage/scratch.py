"""Folders for a while, which no other user can open and which go with the process that made them, however it ends.

Each is locked by its process: the kernel drops the lock of one that was killed, and what nobody holds any more is
removed: in the machine's place by the next command, as it begins, in another by who next makes one there. What a
partner's file says may lie there.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock

_PREFIX = "pal-scratch-"
_MAKING_OWN = Lock()


@contextmanager
def scratch_folder(within: Path | None = None) -> Iterator[Path]:
    """A folder that is gone afterwards; `within` the machine's place for such files, unless another is said."""
    if within is not None:
        clear_scratch(within)
    path, lock = _make(_place(within))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


def own_scratch() -> str:
    """This process's folder: where a reader's DuckDB may spill. One for all its threads, also those that ask at once:
    DuckDB opens a file a second time only with the same configuration."""
    with _MAKING_OWN:
        return _make_own()


@cache
def _make_own() -> str:
    path, _ = _make(_place(None))
    atexit.register(_remove_own, path, os.getpid())
    return str(path)


def clear_scratch(within: Path | None = None) -> None:
    """Remove the folders that nobody holds any more: their processes were killed."""
    for path in _place(within).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # held, another user's, or gone meanwhile
            if path.lstat().st_uid == os.geteuid():
                lock = _open(path)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(path, ignore_errors=True)
                finally:
                    os.close(lock)


def _make(place: Path) -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(dir=place, prefix=_PREFIX))
        with suppress(FileNotFoundError):  # somebody cleared it between making and locking
            lock = _open(path)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if path.exists():
                return path, lock
            os.close(lock)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _place(within: Path | None) -> Path:
    return Path(tempfile.gettempdir()) if within is None else within


def _remove_own(path: Path, process: int) -> None:
    if os.getpid() == process:  # not one that was forked from it
        shutil.rmtree(path, ignore_errors=True)
