"""Receiving: what lies in the inbox goes into the archive and then leaves the inbox.

A file that is still being written is left for the next time: one that changed in the last seconds, that another
process has open for writing, or whose name says that it is unfinished. It is moved aside by rename before it is
read, so that a newer one of its name is never taken for it, and looked at again after.
"""

import io
import logging
import os
import stat
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.archive import Archive, Delivery
from ingest.file_names import is_ignored
from ingest.partners import UNKNOWN_PARTNER, known_partners
from storage.machine import say_trouble

STILL_SECONDS = 2.0
"""For so long a file must not have changed."""
_ASIDE = ".receiving"
_WRITING = os.O_WRONLY | os.O_RDWR
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Found:
    path: Path
    partner: str
    name: str


def receive_inbox(
    inbox: Path,
    archive: Archive,
    received_at: datetime | None = None,
    may_come_again: Callable[[Delivery], bool] = lambda _: False,
) -> list[Delivery]:
    """Archive every file of the inbox, then remove it from there; returns the new deliveries in order.

    The same bytes as the partner's last delivery of that name are removed and not archived again, unless that
    one `may_come_again`: it was refused, say, and what it lacked is there now. Links and other things that are
    no files are archived as what they are and never followed. A file that changes while it is read, or cannot
    be read, stays for the next time (logged); the others are received.
    """
    known = archive.deliveries()
    last = {(one.partner_code, one.original_name): one for one in known}
    order = max((one.arrival_order for one in known), default=0)
    received: list[Delivery] = []
    # One moment for all: what came together is read together, whatever the order of names.
    moment = received_at or datetime.now(UTC)
    _put_back(inbox)
    for found in _settled(sorted(_find_files(inbox), key=lambda one: os.fsencode(one.path))):
        aside = inbox / _ASIDE / found.path.relative_to(inbox)
        try:
            stored = _store(found.path, aside, archive)
        except OSError as error:
            _log.warning(
                "%s: non si può leggere (%s); resta nella cartella d’arrivo.", found.path, say_trouble(error)
            )
            continue
        if stored is None:
            _tell_unfinished(found.path)
            continue
        sha256, is_regular = stored
        previous = last.get((found.partner, found.name))
        is_same = previous is not None and (
            sha256 in (previous.sha256, *previous.former_sha256) and previous.is_regular == is_regular
        )
        if previous is None or not is_same or may_come_again(previous):
            order += 1
            delivery = archive.add_delivery(order, found.partner, found.name, sha256, moment, is_regular)
            last[(found.partner, found.name)] = delivery
            received.append(delivery)
        elif sha256 != previous.sha256:
            archive.drop_bytes(sha256)  # somebody was taken out of them
        (aside if is_regular else found.path).unlink(missing_ok=True)
    return received


def _tell_unfinished(path: Path) -> None:
    _log.warning("%s: sta ancora cambiando; si riprende al prossimo aggiornamento.", path)


def _settled(found: list[_Found]) -> Iterator[_Found]:
    """The files that nobody is writing; those that changed a moment ago are waited for once, together."""
    before = {one: _state(one.path) for one in found}
    fresh = [state[1] for state in before.values() if state is not None]
    wait = max(fresh, default=0) / 1e9 + STILL_SECONDS - time.time()
    if wait > 0:
        time.sleep(min(wait, STILL_SECONDS))
    writing = _open_for_writing({str(one.path.absolute()) for one in found})
    for one in found:
        if _state(one.path) != before[one] or str(one.path.absolute()) in writing:
            _tell_unfinished(one.path)
        else:
            yield one


def _state(path: Path) -> tuple[int, int] | None:
    """Size and last change of a regular file."""
    try:
        about = path.lstat()
    except OSError:
        return None
    return (about.st_size, about.st_mtime_ns) if stat.S_ISREG(about.st_mode) else None


def _open_for_writing(paths: Collection[str]) -> set[str]:
    """Which of the files a process of this machine has open for writing, as far as one may see."""
    found = set()
    for process in Path("/proc").glob("[0-9]*") if paths else ():
        try:
            for descriptor in (process / "fd").iterdir():
                target = str(descriptor.readlink())
                if target in paths and _is_writing(process / "fdinfo" / descriptor.name):
                    found.add(target)
        except OSError:
            continue
    return found


def _is_writing(about: Path) -> bool:
    flags = next(line for line in about.read_text().splitlines() if line.startswith("flags:"))
    return bool(int(flags.split()[1], 8) & _WRITING)


def _put_back(inbox: Path) -> None:
    """What a kill left aside goes back to where it was, or beside a newer one of its name, to be received."""
    aside = inbox / _ASIDE
    for path in sorted(aside.rglob("*")) if aside.is_dir() else ():
        if path.is_file() or path.is_symlink():
            _return(path, inbox / path.relative_to(aside))


def _return(aside: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    free, number = place, 1
    while free.exists():
        free, number = place.with_name(f"{place.stem} ({number}){place.suffix}"), number + 1
    aside.rename(free)


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


def _store(path: Path, aside: Path, archive: Archive) -> tuple[str, bool] | None:
    """The hash of the archived bytes and whether it was a file, which is then aside; None if it changed
    meanwhile: then it is back."""
    before = path.lstat()
    if stat.S_ISLNK(before.st_mode):
        return archive.store_bytes(io.BytesIO(os.fsencode(path.readlink()))), False
    if not stat.S_ISREG(before.st_mode):
        return archive.store_bytes(io.BytesIO(b"")), False
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as source:
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.rename(aside)
        sha256 = archive.store_bytes(source)
        after = os.fstat(source.fileno())
    if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
        return sha256, True
    _return(aside, path)
    return None
