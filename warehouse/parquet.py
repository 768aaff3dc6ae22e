"""The current publication as Parquet too, under a path that stays: `published/parquet/current/<table>.parquet`."""

import shutil
from pathlib import Path

import duckdb

from publication.files import current_build_id, published_file
from storage.durable import sync_file, sync_folder
from storage.errors import NotPublished
from storage.home import Home
from storage.literals import sql_literal
from storage.modes import PASSABLE, READ_ONLY
from warehouse.settings import BuildSettings

CURRENT = "current"


def publish_parquet(home: Home, settings: BuildSettings) -> Path:
    """Every table and view of the current publication as Parquet, then the path switched to them; gives their folder.

    Who reads the path has all files of one build. The build before stays for who is reading it. A run that was
    killed is mended by the next. Raises NotPublished.
    """
    build_id = current_build_id(home)
    if build_id is None:
        raise NotPublished
    folder = home.published / "parquet" / build_id
    pointer = folder.with_name(CURRENT)
    before = pointer.readlink().name if pointer.is_symlink() else None
    if before == build_id:
        return folder
    if not folder.is_dir():
        unfinished = folder.with_name(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _write(published_file(home, build_id), unfinished, home, settings)
        for made in (unfinished, folder.parent):
            made.chmod(PASSABLE)
        unfinished.rename(folder)
    link = folder.with_name(".current")
    link.unlink(missing_ok=True)
    link.symlink_to(build_id)
    link.replace(pointer)
    sync_folder(folder.parent)
    _remove_all_but(folder.parent, {CURRENT, build_id, before})
    return folder


def remove_earlier(home: Home) -> None:
    """Remove the Parquet of every build but the current one, though somebody may be reading it."""
    build_id = current_build_id(home)
    folder = home.published / "parquet"
    if build_id is not None and folder.is_dir():
        _remove_all_but(folder, {CURRENT, build_id})


def _remove_all_but(folder: Path, kept: set[str | None]) -> None:
    for old in folder.iterdir():
        if old.name not in kept:
            shutil.rmtree(old)


def _write(publication: Path, folder: Path, home: Home, settings: BuildSettings) -> None:
    with duckdb.connect(
        publication,
        read_only=True,
        config={
            "memory_limit": settings.memory_limit,
            "threads": settings.threads,
            "temp_directory": str(home.scratch),
            "preserve_insertion_order": False,
        },
    ) as con:
        relations = con.execute(
            """
            select table_name from duckdb_tables() where not internal
            union all select view_name from duckdb_views() where not internal
            order by 1
            """
        ).fetchall()
        for (name,) in relations:
            path = folder / f"{name}.parquet"
            con.execute(f'copy "{name}" to {sql_literal(str(path))} (format parquet, compression zstd)')
            path.chmod(READ_ONLY)
            sync_file(path)
    sync_folder(folder)
