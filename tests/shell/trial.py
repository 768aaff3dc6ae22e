"""`make shell`: `pal sql` without a question, on the current publication, in an environment that has harlequin.

    python tests/shell/trial.py

Macros, tables and columns are completed from the first key on; a question is answered as `pal sql` answers it;
nothing is written; the command opens it in a terminal.
"""

import asyncio
import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from harlequin import Harlequin
from harlequin.exception import HarlequinQueryError

from command.sql_shell import Adapter
from publication.people_sql import ask_apart
from publication.sources import published
from storage.home import Home

NAMES = """select table_name from duckdb_tables() where not internal
    union select view_name from duckdb_views() where not internal
    union select column_name from duckdb_columns() where not internal
    union select function_name from duckdb_functions() where function_type = 'table_macro' and comment is not null"""
QUESTION = "select value from kpi(code := 'firms_reached', province := 'LC')"
PATIENCE = 60  # seconds
LEAVE = b"\x11"  # Ctrl+Q


async def complete(database: str, names: list[str]) -> list[str]:
    """The names that are not proposed when they are typed but for their last letter, and what is typed is seen."""
    app = Harlequin(Adapter(database))
    async with app.run_test(size=(140, 40)) as pilot:
        started = time.monotonic()
        while not app.editor_collection.word_completer and time.monotonic() - started < PATIENCE:
            await pilot.pause(0.1)
        await pilot.pause(1)
        await pilot.press(*"select partner_cod")
        assert app.editor.text == "select partner_cod"
        complete_word = app.editor_collection.word_completer
        return [name for name in names if name not in {value for _, value in complete_word(name[:-1])}]


def open_in_terminal(home: Home) -> None:
    """`pal sql` draws the database's name, and is left by its own key."""
    child, terminal = pty.fork()
    if child == 0:
        program = "from command import main; main()"
        os.execve(sys.executable, [sys.executable, "-c", program, "sql"], {**os.environ, "TERM": "xterm"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
    drawn, name, until = b"", Path(published(home).database).stem[:12].encode(), time.monotonic() + PATIENCE
    ended = 0
    while not ended and time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            with contextlib.suppress(OSError):  # of a terminal that was left
                drawn += os.read(terminal, 65536)
        if name in drawn:
            with contextlib.suppress(OSError):
                os.write(terminal, LEAVE)
        ended, _ = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
    assert ended, drawn[-2000:]
    assert name in drawn, drawn[-2000:]


def main() -> None:
    """Fails with what does not hold."""
    home = Home.from_environment()
    source = published(home)
    names = [str(name) for (name,) in ask_apart(source, NAMES, home=home).rows()]
    assert len(names) > 200
    assert asyncio.run(complete(source.database, names)) == []
    connection = Adapter(source.database).connect()
    answered = connection.execute(QUESTION)
    assert answered is not None
    assert answered.fetchone() == next(ask_apart(source, QUESTION, home=home).rows())
    for wrong in ("drop table meta", "create table taken as select 1", "delete from meta"):
        try:
            connection.execute(wrong)
        except HarlequinQueryError:
            continue
        raise AssertionError(wrong)
    open_in_terminal(home)
    print(
        f"{len(names)} nomi completati, la domanda risposta, nulla di scritto, il terminale aperto e chiuso."
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own:
        os.environ |= {"XDG_CACHE_HOME": own, "XDG_CONFIG_HOME": own, "XDG_DATA_HOME": own}
        main()
