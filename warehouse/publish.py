"""Publish a finished build: a new file for readers, its private twin, then the switch of the pointer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import duckdb

from publication.files import (
    current_build_id,
    point_to,
    private_file,
    published_file,
    remove_old,
)
from publication.unchanged import close_published, is_unchanged
from storage.durable import move_into_place
from storage.errors import PalError
from storage.home import Home
from storage.literals import sql_literal, sql_row
from storage.modes import READ_ONLY_FOR_OWNER, open_to_readers
from warehouse.settings import BuildSettings
from warehouse.state import Build

_MARTS = "marts"
_PRIVATE = "private"
_PUBLICATION = "publication"


def publish(con: duckdb.DuckDBPyConnection, home: Home, build: Build, settings: BuildSettings) -> Path:
    """Publish the build that the open warehouse holds and give its file; readers see all of it or nothing.

    The caller holds the writer's lock and knows that every test has passed.
    """
    public, private = published_file(home, build.build_id), private_file(home, build.build_id)
    if not is_published(home, build.build_id):
        home.published.mkdir(parents=True, exist_ok=True)
        home.private.mkdir(mode=0o700, parents=True, exist_ok=True)
        copied, twin = _temporary(public), _temporary(private)
        write_publication(con, copied, build, settings)
        _write_twin(con, copied, twin, settings)
        move_into_place(twin, private)
        close_published(private, READ_ONLY_FOR_OWNER)
        move_into_place(copied, public)
        close_published(public)
        open_to_readers(home)
        point_to(home, build.build_id)
    remove_old(home)
    return public


def is_published(home: Home, build_id: str) -> bool:
    """Whether a build is the current publication, with both its files as they were published."""
    files = published_file(home, build_id), private_file(home, build_id)
    return current_build_id(home) == build_id and all(is_unchanged(path) for path in files)


def write_publication(
    con: duckdb.DuckDBPyConnection,
    target: Path,
    build: Build,
    settings: BuildSettings,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Write a new publication file from the open warehouse: marts, comments, macros, and table `meta` (with
    `facts` added)."""
    _remove_database(target)
    with _written(con, target) as warehouse:
        tables = _copy_schema(con, warehouse, _MARTS)
        if not tables:
            raise PalError("Il magazzino non ha tabelle da pubblicare: eseguire `pal build`.")
        _write_meta(con, build, tables, facts or {})
        for statements in macro_statements(settings, build.build_id):
            con.execute(statements)


def macro_statements(settings: BuildSettings, build_id: str) -> list[str]:
    """The SQL, file by file in its order, that makes a publication's macros and what they read beside the marts."""
    files = sorted((settings.dbt_project / "publish").glob("*.sql"))
    return [path.read_text(encoding="utf-8").replace("{build_id}", build_id) for path in files]


def _write_twin(
    con: duckdb.DuckDBPyConnection, publication: Path, target: Path, settings: BuildSettings
) -> None:
    """Write the private twin: the publication as it is, the tables of schema `private`, and the views over
    them that are in the place of public ones."""
    _remove_database(target)
    target.touch(mode=0o600)
    copyfile(publication, target)
    with _written(con, target) as warehouse:
        _copy_schema(con, warehouse, _PRIVATE)
        for path in sorted((settings.dbt_project / "publish" / "private").glob("*.sql")):
            con.execute(path.read_text(encoding="utf-8"))


@contextmanager
def _written(con: duckdb.DuckDBPyConnection, target: Path) -> Iterator[str]:
    """Attach `target` as the database in use, whole on disk and detached at the end; gives the warehouse's
    name. What is made in it names nothing of the warehouse, and is one transaction: some four hundred statements
    would each wait for the disk."""
    [(warehouse,)] = con.execute("select current_database()").fetchall()
    con.execute(f"attach '{_quoted(target)}' as {_PUBLICATION}")
    try:
        con.execute(f"use {_PUBLICATION}")
        con.begin()
        try:
            yield warehouse
        except BaseException:
            con.rollback()
            raise
        con.commit()
        con.execute(f"checkpoint {_PUBLICATION}")
    finally:
        con.execute(f'use "{warehouse}"')
        con.execute(f"detach {_PUBLICATION}")


def _copy_schema(con: duckdb.DuckDBPyConnection, warehouse: str, schema: str) -> list[str]:
    """Copy every table and view of the warehouse's schema into the database in use, with comments; gives
    their names."""
    source = f"database_name = {sql_literal(warehouse)} and schema_name = {sql_literal(schema)}"
    relations = con.execute(
        f"""
        select name, comment
        from (
            select database_name, schema_name, table_name as name, comment from duckdb_tables()
            union all
            select database_name, schema_name, view_name as name, comment from duckdb_views()
        )
        where {source}
        order by name
        """
    ).fetchall()
    for name, comment in relations:
        con.execute(f'create table "{name}" as from "{warehouse}"."{schema}"."{name}"')
        if comment:
            con.execute(f"comment on table \"{name}\" is '{_quoted(comment)}'")
    columns = con.execute(
        f"""
        select table_name, column_name, comment from duckdb_columns()
        where {source} and comment is not null
        """
    ).fetchall()
    for table, column, comment in columns:
        con.execute(f'comment on column "{table}"."{column}" is \'{_quoted(comment)}\'')
    return [name for name, _ in relations]


def _write_meta(
    con: duckdb.DuckDBPyConnection, build: Build, tables: list[str], facts: Mapping[str, str]
) -> None:
    newest = con.execute("select max(received_at)::varchar from dim_deliveries").fetchone()
    start, end = _project_dates(con)
    values: dict[str, str | None] = {
        "build_id": build.build_id,
        "built_at": build.built_at.isoformat(),
        "build_date": build.build_date.isoformat(),
        "code_version": build.code_version,
        "input_hash": build.input_hash,
        "newest_received_at": newest[0] if newest else None,
        "project_start": start,
        "project_end": end,
        "firms_by_model_share": _share_by_model(con),
        **facts,
    }
    for table in tables:
        counted = con.execute(f'select count(*) from "{table}"').fetchone()
        values[f"rows:{table}"] = str(counted[0]) if counted else None
    con.execute("create table meta (key varchar, value varchar)")
    con.execute(f"insert into meta values {', '.join(map(sql_row, values.items()))}")
    con.execute("comment on table meta is 'Da quale costruzione vengono queste tabelle: chiave e valore.'")
    con.execute("comment on column meta.key is 'Che cosa è detto; rows:… quante righe ha una tabella.'")
    con.execute("comment on column meta.value is 'Il valore, come testo.'")


def _share_by_model(con: duckdb.DuckDBPyConnection) -> str | None:
    """The share, 0 to 1, of firms whose identity rests on the model."""
    row = con.execute(
        """
        select (coalesce(count(*) filter (resolved_by = 'model') / nullif(count(*), 0), 0))::decimal(9, 4)::varchar
        from dim_firms where is_firm
        """
    ).fetchone()
    return row[0] if row else None


def _project_dates(con: duckdb.DuckDBPyConnection) -> tuple[str | None, str | None]:
    row = con.execute("select min(start_date)::varchar, max(end_date)::varchar from dim_project").fetchone()
    return (row[0], row[1]) if row else (None, None)


def _temporary(target: Path) -> Path:
    return target.with_name(f".{target.name}.tmp")


def _remove_database(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _quoted(text: str | Path) -> str:
    return str(text).replace("'", "''")
