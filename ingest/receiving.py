"""Receiving: what lies in the inbox goes into the archive and then leaves the inbox."""

import io
import logging
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.archive import Archive, Delivery
from ingest.file_names import is_ignored
from ingest.partners import UNKNOWN_PARTNER, known_partners

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Found:
    path: Path
    partner: str
    name: str


def receive_inbox(inbox: Path, archive: Archive, received_at: datetime | None = None) -> list[Delivery]:
    """Archive every file of the inbox, then remove it from there; returns the new deliveries in order.

    The same bytes as the partner's last delivery of that name are removed and not archived again. Links and
    other things that are no files are archived as what they are and never followed. A file that changes while
    it is read, or cannot be read, stays for the next time (logged); the others are received.
    """
    known = archive.deliveries()
    last = {(one.partner_code, one.original_name): one for one in known}
    order = max((one.arrival_order for one in known), default=0)
    received: list[Delivery] = []
    # One moment for all: what came together is read together, whatever the order of names.
    moment = received_at or datetime.now(UTC)
    for found in sorted(_find_files(inbox), key=lambda one: os.fsencode(one.path)):
        try:
            stored = _store(found.path, archive)
        except OSError as error:
            _log.warning(
                "%s: non si può leggere (%s); resta nella cartella d'arrivo.", found.path, error.strerror
            )
            continue
        if stored is None:
            _log.warning("%s: sta ancora cambiando; si riprende al prossimo aggiornamento.", found.path)
            continue
        sha256, is_regular = stored
        previous = last.get((found.partner, found.name))
        if previous is None or (previous.sha256, previous.is_regular) != (sha256, is_regular):
            order += 1
            delivery = archive.add_delivery(order, found.partner, found.name, sha256, moment, is_regular)
            last[(found.partner, found.name)] = delivery
            received.append(delivery)
        found.path.unlink(missing_ok=True)
    return received


def _find_files(inbox: Path) -> Iterator[_Found]:
    if not inbox.is_dir():
        return
    partners = known_partners()
    for entry in inbox.iterdir():
        if is_ignored(entry.name):
            continue
        code = entry.name.casefold()
        if entry.is_symlink() or not entry.is_dir():
            yield _Found(entry, UNKNOWN_PARTNER, entry.name)
        elif code in partners:
            yield from (_Found(path, code, str(path.relative_to(entry))) for path in _walk(entry))
        else:
            yield from (_Found(path, UNKNOWN_PARTNER, str(path.relative_to(inbox))) for path in _walk(entry))


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        here = Path(parent)
        folders[:] = [name for name in folders if not is_ignored(name)]
        links = [name for name in folders if (here / name).is_symlink()]
        yield from (here / name for name in files + links if not is_ignored(name))


def _store(path: Path, archive: Archive) -> tuple[str, bool] | None:
    """The hash of the archived bytes and whether it was a file; None if it changed meanwhile."""
    before = path.lstat()
    if stat.S_ISLNK(before.st_mode):
        return archive.store_bytes(io.BytesIO(os.fsencode(path.readlink()))), False
    if not stat.S_ISREG(before.st_mode):
        return archive.store_bytes(io.BytesIO(b"")), False
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as source:
        sha256 = archive.store_bytes(source)
        after = os.fstat(source.fileno())
    unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return (sha256, True) if unchanged else None
