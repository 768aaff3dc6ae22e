"""How a new home's warehouse begins: as the project is on nothing delivered, built once at installation.

A first build then makes what the first deliveries change, and not the rest: as every later one does.
"""

import shutil
from pathlib import Path

import duckdb

from storage.durable import move_into_place
from storage.home import Home
from warehouse.building.runner import build
from warehouse.fingerprint import code_version, folder_hash
from warehouse.settings import BuildSettings
from warehouse.state import FORMAT, suit_size

_NAMES = "begun-*.duckdb"


def begin_warehouse(home: Home, settings: BuildSettings) -> None:
    """Give a home without a warehouse the one kept at installation, where that is the present program's."""
    if home.warehouse.exists():
        return
    kept = _kept(settings)
    if not kept.exists():
        return
    home.scratch.mkdir(parents=True, exist_ok=True)
    copied = home.scratch / home.warehouse.name
    copied.touch(mode=0o600)
    shutil.copyfile(kept, copied)
    home.warehouse.with_name(f"{home.warehouse.name}.wal").unlink(missing_ok=True)
    move_into_place(copied, home.warehouse)


def keep_beginning(con: duckdb.DuckDBPyConnection, home: Home, settings: BuildSettings) -> None:
    """Build the project on an open warehouse where nothing is delivered, and keep it beside the project."""
    suit_size(con, settings)
    build(con, home, settings, lambda *_: None)
    con.execute("checkpoint")
    kept = _kept(settings)
    for former in kept.parent.glob(_NAMES):
        former.unlink()
    shutil.copyfile(home.warehouse, kept)
    kept.chmod(0o644)


def _kept(settings: BuildSettings) -> Path:
    """Named by all that shapes it: what lands, what builds, and the engine."""
    landing = folder_hash(Path(__file__).parents[1] / "ingest")[:12]
    name = _NAMES.replace(
        "*", f"{code_version(settings.dbt_project)}-{landing}-{duckdb.__version__}-{FORMAT}"
    )
    return settings.dbt_project / "target" / name
