"""`kill -9` of the real `pal refresh` after a time, and contacts for it to land; in a phase: `killing`."""

import signal
import subprocess
from contextlib import suppress
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


def kill_refresh_after(home: Path, seconds: float) -> int:
    """Start a refresh and kill it after a time; its exit status, if it was done before."""
    process = start_pal(home, "refresh")
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    process.communicate()
    return process.returncode
