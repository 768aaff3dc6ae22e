"""Put the current publication into a lake: all tables in one snapshot, which says the build that it is."""

from datetime import UTC, datetime, timedelta

from publication.files import current_build_id, published_file
from publication.lake import MACROS, attached_lake, copy_tables
from publication.reader import open_file
from storage.errors import NotPublished, PalError
from storage.home import Home
from storage.literals import sql_literal
from warehouse.fingerprint import code_version
from warehouse.publish import macro_statements
from warehouse.settings import BuildSettings


def publish_to_lake(
    home: Home, settings: BuildSettings, catalog: str, data: str | None, keep_days: int
) -> bool:
    """Publish the current build as one snapshot; says whether it was not the newest one there.

    Readers see the last snapshot or this one, whole; one that a kill cut is not there. Snapshots older than
    `keep_days` go with their files: what was erased since is in none that stays. Raises NotPublished, PalError.
    """
    build_id = current_build_id(home)
    if build_id is None:
        raise NotPublished
    path = published_file(home, build_id)
    with open_file(path) as publication:
        code = publication.meta["code_version"]
    if code != code_version(settings.dbt_project):
        raise PalError("La pubblicazione è di un’altra versione del programma: eseguire prima `pal refresh`.")
    with attached_lake(catalog, data, read_only=False) as con:
        tables = {
            name
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where database_name = 'lake' and schema_name = 'main'"
            ).fetchall()
        }
        newest = None
        if "meta" in tables:
            newest = con.execute("select value from lake.main.meta where key = 'build_id'").fetchone()
        if newest is None or newest[0] != build_id:
            con.execute(f"attach {sql_literal(str(path))} as published (read_only)")
            con.execute("begin")
            copy_tables(con, "published", "lake")
            con.execute(f"drop table if exists lake.main.{MACROS}")
            con.execute(f"create table lake.main.{MACROS} (position integer, statement varchar)")
            for position, statements in enumerate(macro_statements(settings, build_id)):
                con.execute(f"insert into lake.main.{MACROS} values (?, ?)", [position, statements])
            con.execute(f"call lake.set_commit_message('pal', {sql_literal(build_id)})")
            con.execute("commit")
        oldest = datetime.now(UTC) - timedelta(days=keep_days)
        con.execute(
            f"call ducklake_expire_snapshots('lake', older_than => {sql_literal(oldest.isoformat())}::timestamptz)"
        )
        con.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")
        return newest is None or newest[0] != build_id
