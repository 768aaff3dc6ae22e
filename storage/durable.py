"""Files that are either whole and on disk, or not there."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make renames and removals in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of `path` survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_into_place(finished: Path, target: Path) -> None:
    """Give a finished temporary file its name, replacing what had it, in one step."""
    sync_file(finished)
    finished.replace(target)
    sync_folder(target.parent)


def write_text(target: Path, text: str, mode: int = 0o600) -> None:
    """Write a small text in one step, with `mode` whatever the umask, never wider."""
    write_bytes(target, text.encode(), mode)


def write_bytes(target: Path, content: bytes, mode: int) -> None:
    """Write a small file in one step, with `mode` whatever the umask, never wider."""
    temporary = target.with_name(f".{target.name}.tmp")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        os.fchmod(descriptor, mode)
        stream.write(content)
    move_into_place(temporary, target)
