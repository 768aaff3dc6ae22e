"""An edition opened like a publication: its sealed tables and its sealed macros, in a connection of its own.

The macros are the edition's, not the program's: a definition that changes later leaves its figures as they
were.
"""

import os
import tempfile
from pathlib import Path

import duckdb

from editions.folder import DATA, MACROS, Edition
from publication.reader import Publication
from storage.errors import PalError
from storage.literals import sql_literal

_MEMORY_LIMIT = "2500MB"
_THREADS = 2


def open_edition(edition: Edition) -> Publication:
    """Open an edition read-only, cut off from every file but its own; raises PalError where it cannot be
    read."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "memory_limit": _MEMORY_LIMIT,
            "threads": _THREADS,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"pal-edition-{os.getpid()}"),
        },
    )
    folder = edition.folder.resolve()
    try:
        connection.execute(f"set allowed_directories = [{sql_literal(str(folder))}]")
        connection.execute("set enable_external_access = false")
        for name in edition.table_names:
            path = sql_literal(str(folder / DATA / f"{name}.parquet"))
            connection.execute(f'create view "{name}" as from read_parquet({path})')
        for macros in sorted((folder / MACROS).glob("*.sql")):
            connection.execute(macros.read_text(encoding="utf-8"))
        connection.execute("set lock_configuration = true")
        return Publication(edition.folder, connection)
    except (duckdb.Error, OSError, UnicodeDecodeError) as error:
        connection.close()
        first_line = (str(error).splitlines() or [""])[0]
        raise PalError(f"L'edizione {edition.folder} non si apre: {first_line}") from None
