"""An edition opened like a publication: its sealed tables and its sealed macros, in a connection of its own.

The macros are the edition's, not the program's: a definition that changes later leaves its figures as they
were.
"""

from contextlib import suppress

import duckdb

from editions.folder import DATA, MACROS, Edition
from publication.reader import Publication
from publication.sources import Source
from storage.errors import PalError
from storage.literals import sql_literal
from storage.scratch import own_scratch
from warehouse.settings import BuildSettings

# Where members were on which day, of an edition that has no table of it.
_PRESENCES = """
create or replace view bridge_network_presences as
select
    network_id,
    firm_id,
    province_code,
    case when joined_date > signed_date then joined_date end as present_from,
    left_date as present_until,
    false as is_register
from bridge_network_members
inner join dim_networks using (network_id)
union all
select distinct network_id, firm_id, province_code, null, null, true from bridge_register_members
"""
_MEMORY_LIMIT = "2500MB"
_THREADS = 2


def source_of(edition: Edition) -> Source:
    """How the edition is opened: views on its tables, its macros, then everything else shut off."""
    folder = edition.folder.resolve()
    views = [
        f'create view "{name}" as from read_parquet({sql_literal(str(folder / DATA / f"{name}.parquet"))})'
        for name in edition.table_names
    ]
    macros = [path.read_text(encoding="utf-8") for path in sorted((folder / MACROS).glob("*.sql"))]
    return Source(
        ":memory:",
        (
            f"set allowed_directories = [{sql_literal(str(folder))}]",
            "set enable_external_access = false",
            *views,
            *macros,
            "set lock_configuration = true",
        ),
    )


def open_edition(edition: Edition) -> Publication:
    """Open an edition read-only, cut off from every file but its own; raises PalError where it cannot be
    read."""
    connection: duckdb.DuckDBPyConnection | None = None
    try:
        source = source_of(edition)
        connection = duckdb.connect(
            source.database,
            config={
                **source.config,
                "memory_limit": _MEMORY_LIMIT,
                "threads": _THREADS,
                "temp_directory": own_scratch(),
            },
        )
        for statement in source.setup:
            connection.execute(statement)
        _give_trace(connection)
        return Publication(edition.folder, connection)
    except (duckdb.Error, OSError, UnicodeDecodeError) as error:
        if connection is not None:
            connection.close()
        first_line = (str(error).splitlines() or [""])[0]
        raise PalError(f"L’edizione {edition.folder} non si apre: {first_line}") from None


def _give_trace(connection: duckdb.DuckDBPyConnection) -> None:
    """Let an edition that was sealed before there was `kpi_trace` say where its rows stand; which rows count
    stays to its own macros. One that is too old even for that is opened without.
    """
    known = connection.execute("select 1 from duckdb_functions() where function_name = 'kpi_trace'")
    if known.fetchone() is None:
        with suppress(duckdb.Error):
            connection.execute(_PRESENCES)
            for path in sorted((BuildSettings().dbt_project / "publish").glob("*_trace.sql")):
                connection.execute(path.read_text(encoding="utf-8"))
