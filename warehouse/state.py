"""The warehouse file opened by its one writer, and what it remembers of its last successful build."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from storage.errors import PalError
from storage.holders import who_holds
from storage.literals import sql_literal, sql_row
from warehouse.settings import BuildSettings

_ROW_GROUP = 122_880
FORMAT = "v1.3.0"
"""How DuckDB files are written: what DuckDB 1.3 and later read. Writing text takes two thirds of the processor that
DuckDB's default takes, which any version reads. A file keeps its own: one made before has this from `pal rebuild` on.
What is published is written by the same connection."""
WRITING = {
    "storage_compatibility_version": FORMAT,
    # Each is tried on every segment of text, and `dict_fsst` is the one chosen.
    "disabled_compression_methods": "dictionary,fsst,zstd",
}
"""How DuckDB's settings have a warehouse written."""
_VERDICTS = """
    select delivery_id, coalesce(layout_hash, '') as layout_hash,
        bool_or(outcomes.status = 'waiting') as waits, coalesce(sum(rejected), 0) as rejected
    from raw.deliveries inner join marts.fct_delivery_outcomes as outcomes using (delivery_id)
    group by all
    """


@dataclass(frozen=True)
class Build:
    """One build: its id, what it was made from, when (UTC), and the day it counted as today."""

    build_id: str
    input_hash: str
    built_at: datetime
    build_date: date
    code_version: str

    @staticmethod
    def begin(input_hash: str, code_version: str, build_date: date) -> "Build":
        """A build that starts now; its id sorts by time."""
        now = datetime.now(UTC).replace(microsecond=0)
        return Build(f"{now:%Y%m%dT%H%M%S}-{input_hash[:6]}", input_hash, now, build_date, code_version)


@contextmanager
def open_warehouse(
    path: Path, settings: BuildSettings, temporary: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open (or make) the warehouse for writing, readable by its owner only; closed and on disk at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.mkdir(parents=True, exist_ok=True)
    try:
        con = duckdb.connect(
            path,
            config={
                "memory_limit": settings.memory_limit,
                "threads": settings.threads,
                "temp_directory": str(temporary),
                "autoinstall_known_extensions": False,
                **WRITING,
            },
        )
    except duckdb.Error as error:
        held = who_holds(str(error))
        if held is not None:
            raise held from None
        first_line = str(error).splitlines()[0]
        raise PalError(
            f"{path} non si apre ({first_line}): chiudere i programmi che lo usano, "
            "oppure rifarlo da capo con `pal rebuild`."
        ) from error
    try:
        path.chmod(0o600)
        yield con
    finally:
        con.close()


def suit_size(con: duckdb.DuckDBPyConnection, settings: BuildSettings) -> None:
    """Work as fits the home's size. Where no table of `raw` fills a row group, one thread does it (a thread works on
    row groups: a second would only cost a third of the processor's time) and nothing is compressed (trying the
    ways of it costs more than all else in writing small tables, and saves a tenth of their size)."""
    [(rows,)] = con.execute(
        "select coalesce(max(estimated_size), 0) from duckdb_tables() "
        "where database_name = current_database() and schema_name = 'raw'"
    ).fetchall()
    is_small = rows < _ROW_GROUP
    con.execute(f"set threads = {1 if is_small else settings.threads}")
    con.execute(f"set force_compression = '{'uncompressed' if is_small else 'auto'}'")


def last_build(con: duckdb.DuckDBPyConnection) -> Build | None:
    """The build that the tables behind `raw` come from; None when there is none or it did not finish."""
    if not _exists(con, "last_build"):
        return None
    row = con.execute(
        "select build_id, input_hash, built_at, build_date, code_version from builds.last_build"
    ).fetchone()
    if row is None:
        return None
    build_id, inputs, built_at, build_date, code = row
    return Build(build_id, inputs, built_at.replace(tzinfo=UTC), build_date, code)


def forget_build(con: duckdb.DuckDBPyConnection) -> None:
    """Say, before dbt touches anything, that the tables behind `raw` are no finished build."""
    con.execute("create schema if not exists builds")
    con.execute(
        "create or replace table builds.last_build"
        "(build_id varchar, input_hash varchar, built_at timestamp, build_date date, code_version varchar)"
    )


def record_build(con: duckdb.DuckDBPyConnection, build: Build) -> None:
    """Remember a finished build."""
    row = sql_row(
        [
            build.build_id,
            build.input_hash,
            build.built_at.replace(tzinfo=None),
            build.build_date,
            build.code_version,
        ]
    )
    con.execute(f"insert into builds.last_build values {row}")


def record_published(con: duckdb.DuckDBPyConnection) -> None:
    """Remember what the build that is now published said of each delivery, as landed."""
    con.execute(f"create or replace table builds.published_deliveries as {_VERDICTS}")


def news_since_publication(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Ids of the deliveries that the last build judged for the first time since a publication, or found worse
    than then (a decision can make a delivery wait, or its firms disappear)."""
    known = "builds.published_deliveries" if _exists(con, "published_deliveries") else "(from now limit 0)"
    rows = con.execute(
        f"""
        with now as ({_VERDICTS})
        select delivery_id from now left join {known} as known using (delivery_id, layout_hash)
        where known.delivery_id is null or now.waits > known.waits or now.rejected > known.rejected
        """
    ).fetchall()
    return sorted(delivery_id for (delivery_id,) in rows)


def unpublished_deliveries(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Ids of the landed deliveries that no publication has told of, in order of arrival."""
    known = (
        "builds.published_deliveries"
        if _exists(con, "published_deliveries")
        else "(from raw.deliveries limit 0)"
    )
    rows = con.execute(
        f"""select delivery_id from raw.deliveries anti join {known} as known using (delivery_id, layout_hash)
            where status = 'landed' order by arrival_order"""
    ).fetchall()
    return [delivery_id for (delivery_id,) in rows]


def may_come_again(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Ids of the deliveries whose same bytes are a new delivery: refused, not wholly read, with rejected rows."""
    if not _exists(con, "deliveries", "raw"):
        return set()
    judged = _exists(con, "fct_delivery_outcomes", "marts")
    rows = con.execute(
        "select delivery_id from raw.deliveries where status = 'refused' or has_loss"
        + (" union select delivery_id from marts.fct_delivery_outcomes where rejected > 0" if judged else "")
    ).fetchall()
    return {delivery_id for (delivery_id,) in rows}


def _exists(con: duckdb.DuckDBPyConnection, table: str, schema: str = "builds") -> bool:
    found = con.execute(
        "select 1 from duckdb_tables() where database_name = current_database() "
        f"and schema_name = {sql_literal(schema)} and table_name = {sql_literal(table)}"
    ).fetchone()
    return found is not None
