"""Put the current publication where others read it: the file, its hash, Parquet, then the pointer, last."""

from pathlib import Path

from publication.files import KEPT, current_build_id, published_file
from publication.share import Folder, open_writable_share
from publication.unchanged import check_unchanged, guard_file
from storage.errors import NotPublished
from storage.home import Home
from storage.literals import sql_literal
from warehouse.parquet import publish_parquet
from warehouse.settings import BuildSettings

_POINTER, _STATEMENTS, _PARQUET = "current", "current.sql", "parquet"


def share_publication(home: Home, settings: BuildSettings, url: str, read_as: str | None = None) -> bool:
    """Publish the current build to a folder or bucket; says whether it was not the current one there.

    What an earlier run that was cut has left whole is not sent again. Readers see the new build once the pointer
    names it, and all of it. `read_as` is the address by which readers reach the place, for `current.sql`.
    Raises NotPublished, PalError.
    """
    build_id = current_build_id(home)
    if build_id is None:
        raise NotPublished
    share = open_writable_share(url)
    path = published_file(home, build_id)
    pointer = f"{path.name}\n".encode()
    statements = _statements(f"{(read_as or share.url).rstrip('/')}/{path.name}")
    if share.read(_POINTER) == pointer and share.read(_STATEMENTS) == statements:
        return False
    _send_file(share, path)
    _send_parquet(share, publish_parquet(home, settings))
    share.write(_POINTER, pointer)
    share.write(_STATEMENTS, statements)
    _remove_old(share, path.name)
    return True


def _send_file(share: Folder, path: Path) -> None:
    check_unchanged(path)
    guard = guard_file(path)
    is_whole = share.size(path.name) == path.stat().st_size and share.read(guard.name) == guard.read_bytes()
    if not is_whole:
        share.send(path, path.name)
        share.send(guard, guard.name)


def _send_parquet(share: Folder, folder: Path) -> None:
    """Every published table and view as `parquet/<build>/<table>.parquet`."""
    place = f"{_PARQUET}/{folder.name}"
    sent = set(share.names(place))
    for path in sorted(folder.glob("*.parquet")):
        if path.name not in sent:
            share.send(path, f"{place}/{path.name}")


def _statements(address: str) -> bytes:
    return (
        "-- La pubblicazione corrente, in sola lettura: duckdb -init current.sql\n"
        f"attach {sql_literal(address)} as pal (read_only);\nuse pal;\n"
    ).encode()


def _remove_old(share: Folder, current: str) -> None:
    """As at home: the last KEPT builds stay, and the current one."""
    files = [name for name in share.names() if name.startswith("pal-") and name.endswith(".duckdb")]
    for name in set(files[:-KEPT]) - {current}:
        share.remove(name)
        share.remove(guard_file(Path(name)).name)
        share.remove(f"{_PARQUET}/{name.removeprefix('pal-').removesuffix('.duckdb')}")
