"""The lake: a DuckLake catalog in which each publication is one snapshot; opened here, and read from there.

Catalogs are written as DuckLake has them: a file (`pal.ducklake`), or `postgres:dbname=… host=…`. S3 keys come
from the environment, as in `publication.share`. The extensions are wheels of the registry, loaded offline.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from publication.files import current_build_id, point_to, published_file, remove_old
from publication.mirror import mirror_of
from publication.unchanged import close_published, is_unchanged
from storage.durable import move_into_place
from storage.errors import PalError
from storage.home import Home
from storage.literals import sql_literal
from storage.lock import writer_lock

MACROS = "pal_macros"
"""Table of the lake: the publication's macros as statements, in their order; a lake keeps no macros itself."""

_ENUM = re.compile(r"\bENUM\((?:'(?:[^']|'')*'(?:, )?)*\)")
"""The type of an enumeration as DuckDB writes it, alone or within a list or structure."""


@contextmanager
def attached_lake(
    catalog: str, data: str | None = None, on: date | None = None, read_only: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the lake attached as `lake`; `on`: as it was at the end of that day (UTC).

    `data` is where a new lake keeps its files. Raises PalError.
    """
    with duckdb.connect() as con:
        try:
            attach_lake(con, catalog, data, on, read_only)
            yield con
        except duckdb.Error as error:
            raise PalError(_told(catalog, error)) from None


def attach_lake(
    con: duckdb.DuckDBPyConnection,
    catalog: str,
    data: str | None = None,
    on: date | None = None,
    read_only: bool = True,
) -> None:
    """Attach the lake as `lake`, see `attached_lake`; raises PalError, duckdb.Error."""
    options = ["read_only"] if read_only else []
    if data is not None:
        options.append(f"data_path {sql_literal(data)}")
    if on is not None:
        moment = datetime.combine(on, time.max, tzinfo=UTC)
        options.append(f"snapshot_time {sql_literal(moment.isoformat(sep=' '))}")
    chosen = f" ({', '.join(options)})" if options else ""
    for name in ("httpfs", "ducklake", "postgres_scanner"):
        con.execute(f"load {sql_literal(str(extension_file(name)))}")
    _give_keys(con)
    con.execute(f"attach {sql_literal(f'ducklake:{catalog}')} as lake{chosen}")


def read_lake(catalog: str, on: date | None = None) -> Home:
    """The home that mirrors the lake's publication, today's or the one of a day; raises PalError.

    All is read from one snapshot, whatever is published meanwhile.
    """
    home = mirror_of(f"{catalog}@{on or 'today'}")
    home.published.mkdir(parents=True, exist_ok=True, mode=0o700)
    with writer_lock(home.lock_file), attached_lake(catalog, on=on) as con:
        copied = home.published / ".from-the-lake.tmp"
        copied.unlink(missing_ok=True)
        con.execute(f"attach {sql_literal(str(copied))} as copied")
        con.execute("begin")
        row = con.execute("select value from lake.main.meta where key = 'build_id'").fetchone()
        build_id = str(row[0]) if row else ""
        if not build_id.replace("-", "").isalnum():
            raise PalError(f"{catalog}: nel lago non c’è una pubblicazione.")
        target = published_file(home, build_id)
        is_new = not is_unchanged(target)
        if is_new:
            statements = con.execute(f"select statement from lake.main.{MACROS} order by position").fetchall()
            copy_tables(con, "lake", "copied", leave=_made_by_macros(con))
        con.execute("commit")
        con.execute("detach copied")
        if is_new:
            _add_macros(copied, [statement for (statement,) in statements])
            move_into_place(copied, target)
            close_published(target)
        copied.unlink(missing_ok=True)
        if current_build_id(home) != build_id:
            point_to(home, build_id)
            remove_old(home)
    return home


def _made_by_macros(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Tables that the macros' statements make anew; `meta` names all others, which came from the warehouse."""
    tables = con.execute(
        """
        select table_name from duckdb_tables()
        where database_name = 'lake' and schema_name = 'main' and table_name <> 'meta'
            and 'rows:' || table_name not in (select key from lake.main.meta)
        """
    ).fetchall()
    return frozenset(table for (table,) in tables)


def _add_macros(path: Path, statements: list[str]) -> None:
    """Make the macros in a copied file. What a lake holds is text that somebody wrote: it reaches no other file."""
    with duckdb.connect(path, config={"enable_external_access": False, "lock_configuration": True}) as con:
        for statement in statements:
            con.execute(statement)
        con.execute("checkpoint")


def copy_tables(
    con: duckdb.DuckDBPyConnection, source: str, target: str, leave: frozenset[str] = frozenset()
) -> None:
    """Every table of one attached database into another, with comments; an ENUM, unknown to a lake, as text."""
    tables = con.execute(
        "select table_name, comment from duckdb_tables() where database_name = ? and schema_name = 'main' order by 1",
        [source],
    ).fetchall()
    for table, comment in tables:
        if table in leave:
            continue
        columns = con.execute(
            """
            select column_name, data_type, comment from duckdb_columns()
            where database_name = ? and schema_name = 'main' and table_name = ? order by column_index
            """,
            [source, table],
        ).fetchall()
        listed = ", ".join(
            f'"{name}"::{_ENUM.sub("VARCHAR", kind)} as "{name}"' if _ENUM.search(kind) else f'"{name}"'
            for name, kind, _ in columns
        )
        con.execute(f'drop table if exists {target}.main."{table}"')
        con.execute(f'create table {target}.main."{table}" as select {listed} from {source}.main."{table}"')
        if comment:
            con.execute(f'comment on table {target}.main."{table}" is {sql_literal(comment)}')
        for name, _, told in columns:
            if told:
                con.execute(f'comment on column {target}.main."{table}"."{name}" is {sql_literal(told)}')


def extension_file(name: str) -> Path:
    """The extension's file in its wheel, of this version of DuckDB; raises PalError."""
    spec = find_spec(f"duckdb_extension_{name}")
    folder = (
        Path(spec.origin).parent / "extensions" / f"v{duckdb.__version__}" if spec and spec.origin else None
    )
    path = None if folder is None else folder / f"{name}.duckdb_extension"
    if path is None or not path.exists():
        raise PalError(
            f"Per il lago manca l’estensione {name} di DuckDB {duckdb.__version__}: pip install 'pal[lake]'."
        )
    return path


def _give_keys(con: duckdb.DuckDBPyConnection) -> None:
    """S3's keys and address, from the environment, as a secret of this connection alone."""
    key, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
    if not key or not secret:
        return
    parts = urlsplit(os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or "")
    given = {"key_id": key, "secret": secret, "region": os.environ.get("AWS_REGION") or "us-east-1"}
    if parts.netloc:
        given |= {
            "endpoint": parts.netloc,
            "url_style": "path",
            "use_ssl": str(parts.scheme == "https").lower(),
        }
    settings = ", ".join(f"{name} {sql_literal(value)}" for name, value in given.items())
    con.execute(f"create secret pal (type s3, {settings})")


def _told(catalog: str, error: duckdb.Error) -> str:
    where = hashlib.sha256(catalog.encode()).hexdigest()[:8] if "password" in catalog else catalog
    said = (str(error).splitlines() or [""])[0]
    if "permission denied" in str(error):
        said = "manca il permesso"
    elif "password" in catalog:
        said = type(error).__name__
    return f"Il lago {where} non si apre o non si scrive ({said}): controllare catalogo, chiavi e dati."
