"""Whatever goes wrong with one delivery becomes its refusal."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import duckdb

from ingest.limits import Limits
from ingest.refusals import TOO_MUCH, RefusalError

_LENGTH = 200
_moved: dict[int, int] = {}
"""Walls of memory as they were moved, in bytes, and where each stood at first."""


@contextmanager
def refusing(limits: Limits) -> Iterator[None]:
    """Whatever is thrown while one delivery is read or landed is that delivery's refusal, and stops no other; so is
    what takes the processor for longer than it may.

    But for what concerns the machine and every delivery alike: a full disk, a database that another holds.
    """
    try:
        with _within(limits.own_seconds):
            yield
    except (RefusalError, OSError, duckdb.IOException, duckdb.FatalException, duckdb.InternalException):
        raise
    except Exception as error:
        if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
            _leave_addresses_behind()
        first = " ".join((str(error).splitlines() or [""])[0].split())[:_LENGTH]
        raise RefusalError(
            f"il file non si legge ({type(error).__name__}: {first}): aprirlo, salvarlo di nuovo come XLSX e "
            "riconsegnarlo; se succede ancora, mandarlo a chi segue il programma"
        ) from error


def _leave_addresses_behind() -> None:
    """What an allocator was given and gave back it keeps as addresses, which a wall (`command/memory.py`) counts: the
    wall moves by as much from where it stood at first, or every delivery after this one would find no room and be
    refused too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY:
        return
    size, resident = map(int, Path("/proc/self/statm").read_text(encoding="ascii").split()[:2])
    stood = _moved.get(soft, soft)
    moved = stood + (size - resident) * resource.getpagesize()
    if hard != resource.RLIM_INFINITY:
        moved = min(moved, hard)
    _moved[moved] = stood
    resource.setrlimit(resource.RLIMIT_AS, (moved, hard))


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Give up after so many seconds of the processor: of the process, which may have to wait for others. Only the
    first thread can be told, and it alone lands."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise RefusalError(TOO_MUCH)

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
