"""Whose the files are: all that the program writes is its owner's alone; what is published, everybody may read."""

import os
from pathlib import Path

from storage.home import Home

OWNER_ONLY = 0o077
READ_ONLY = 0o444
READ_ONLY_FOR_OWNER = 0o400
PASSABLE = 0o755
_ENTERED = 0o711


def keep_to_owner() -> None:
    """From now on this process and its children write for their owner alone, unless a mode is said."""
    os.umask(OWNER_ONLY)


def open_to_readers(home: Home) -> None:
    """Let others reach what is published and sealed, and nothing else of the home, whatever was before."""
    home.root.chmod(home.root.stat().st_mode | _ENTERED)
    for folder in (home.published, home.editions):
        if folder.is_dir():
            folder.chmod(PASSABLE)
    kept = (home.archive, home.decisions, home.logs, home.private, home.temporary)
    for private in (*kept, home.annexes, home.narrative, home.questions):
        if private.is_dir():
            private.chmod(private.stat().st_mode & ~OWNER_ONLY)
    unfinished = home.warehouse.with_name(f"{home.warehouse.name}.wal")  # of a build by hand that was cut
    for file in (*_files(home.decisions), *_files(home.logs), home.warehouse, unfinished):
        if file.exists():
            file.chmod(file.stat().st_mode & ~OWNER_ONLY)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if path.is_file() and not path.is_symlink()]
