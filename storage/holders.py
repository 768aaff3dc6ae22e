"""Who holds a database file: DuckDB says the process, the machine whose it is."""

import pwd
import re
from pathlib import Path

from storage.errors import PalError

_HELD = re.compile(
    r'lock on file "(?P<file>.*?)".*held in (?P<program>.*?) ?\(PID (?P<process>\d+)\)', re.DOTALL
)


class Held(PalError):
    """A file is open for writing in somebody's program."""


def who_holds(error: str) -> Held | None:
    """From DuckDB's words to a line that names the program and its user; None where they tell of no lock."""
    found = _HELD.search(error)
    if found is None:
        return None
    try:
        user = f", utente {pwd.getpwuid(Path('/proc', found['process']).stat().st_uid).pw_name}"
    except (OSError, KeyError):
        user = ""
    return Held(
        f"{found['file']} è aperto in scrittura da {found['program']} (processo {found['process']}{user}): "
        "chiuderlo, o riaprirlo in sola lettura."
    )
