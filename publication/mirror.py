"""A shared publication followed from another machine: its file fetched, its hash checked, kept in a cache.

What is fetched is a home with nothing but a publication in it, so whatever reads a home reads it.
"""

import hashlib
import os
from pathlib import Path

from publication.files import current_build_id, named_build, point_to, published_file, remove_old
from publication.share import Share, open_share
from publication.unchanged import close_published, guard_file, guard_of, is_unchanged
from storage.durable import move_into_place
from storage.errors import PalError
from storage.home import Home
from storage.lock import writer_lock


def follow(url: str) -> Home:
    """The home that mirrors the publication shared at `url`, made current; raises PalError.

    A file whose hash is not the shared one is never opened.
    """
    share = open_share(url)
    home = mirror_of(url)
    home.published.mkdir(parents=True, exist_ok=True, mode=0o700)
    with writer_lock(home.lock_file):
        build_id = _shared_build(share)
        if current_build_id(home) != build_id or not is_unchanged(published_file(home, build_id)):
            _fetch(share, published_file(home, build_id))
            point_to(home, build_id)
            remove_old(home)
    return home


def mirror_of(url: str) -> Home:
    """Where the mirror of a shared place is kept: below the user's own cache."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Home(caches / "pal" / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16])


def _shared_build(share: Share) -> str:
    pointer = share.read("current")
    if pointer is None:
        raise PalError(f"{share.url}: qui non c’è nessuna pubblicazione (manca il file «current»).")
    build_id = named_build(pointer)
    if build_id is None:
        raise PalError(f"{share.url}/current: non nomina una pubblicazione.")
    return build_id


def _fetch(share: Share, target: Path) -> None:
    told = share.read(guard_file(target).name) or b""
    copied = target.with_name(f".{target.name}.tmp")
    try:
        share.fetch(target.name, copied)
        if guard_of(copied, target.name).encode() != told:
            raise PalError(
                f"{share.url}/{target.name}: il contenuto non è quello pubblicato (impronta diversa); "
                "non lo apro. Avvisare chi pubblica."
            )
        move_into_place(copied, target)
        close_published(target)
    finally:
        copied.unlink(missing_ok=True)
