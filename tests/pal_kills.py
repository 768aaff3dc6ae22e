"""`kill -9` of the real `pal refresh`, when a condition on its home holds or after a time."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

from pal_home import deliver, start_pal

KILLED = -int(signal.SIGKILL)
HEADER = "Ragione sociale;Comune;Provincia;Data contatto;Tipo contatto"
CONTACTS = 4


def deliver_contacts(home: Path, number: int) -> dict[str, int]:
    """A list of contacts with as many new firms of Lecco; gives its name and rows."""
    name = f"nuovi_{number:03d}.csv"
    rows = (f"Nuova {number} {place} srl;Lecco;LC;1{place}/03/2013;Visita" for place in range(CONTACTS))
    deliver(home, "lecco", name, HEADER, rows)
    return {name: CONTACTS}


def kill_refresh(home: Path, when: Callable[[], bool]) -> int:
    """Start a refresh and kill it as soon as `when` holds; its exit status, if it was done before."""
    process = start_pal(home, "refresh")
    while process.poll() is None and not when():
        time.sleep(0.002)
    process.kill()
    process.communicate()
    return process.returncode


def kill_refresh_after(home: Path, seconds: float) -> int:
    """Start a refresh and kill it after a time."""
    end = time.monotonic() + seconds
    return kill_refresh(home, lambda: time.monotonic() >= end)
