"""One writer at a time: a lock that the kernel drops when its holders are gone, however they ended."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from storage.errors import PalError

WAIT_SECONDS = 30.0
_POLL_SECONDS = 0.1


class Busy(PalError):
    """Another writer holds the lock; says since when."""


@contextmanager
def writer_lock(
    path: Path, wait: float = WAIT_SECONDS, on_wait: Callable[[str], None] | None = None
) -> Iterator[int]:
    """Hold the lock on `path` and give its file descriptor.

    A child that inherits the descriptor holds the lock too, until it ends: so no writer starts while an
    orphaned dbt still has the warehouse open. Waits up to `wait` seconds, then raises Busy; `on_wait` is
    told once, with the message, when waiting begins.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, wait, on_wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, datetime.now().astimezone().isoformat(timespec="seconds").encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, wait: float, on_wait: Callable[[str], None] | None) -> None:
    deadline = time.monotonic() + wait
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Un altro aggiornamento è in corso dalle {_holder_since(descriptor)}"
            if time.monotonic() >= deadline:
                raise Busy(f"{message}: riprovare quando è finito.") from None
            if on_wait is not None and not told:
                on_wait(f"{message}: attendo fino a {wait:.0f} secondi…")
                told = True
            time.sleep(_POLL_SECONDS)
        else:
            return


def _holder_since(descriptor: int) -> str:
    """The holder's start as HH:MM, local time; `--:--` in the instant before it has written it."""
    try:
        started = datetime.fromisoformat(os.pread(descriptor, 64, 0).decode())
    except ValueError:
        return "--:--"
    return started.astimezone().strftime("%H:%M")
