"""Finds a person in all that a home keeps, and takes them out: archive, decisions, logs, publications.

What is sealed stays as it is: an edition names no natural person, and says so where one older than that rule
does. A run that is killed leaves every file whole, some of them still as they were: run it again.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb

from decisions.writing import append
from ingest.archive import Archive, Delivery
from publication.files import current_build_id, private_file, published_file
from storage.durable import write_bytes
from storage.home import Home
from warehouse.forgetting.databases import count_in_database, count_in_parquet, is_database, replace_in_copy
from warehouse.forgetting.files import Looked, replace_in_file
from warehouse.forgetting.marks import Mark
from warehouse.parquet import remove_earlier
from warehouse.pipeline import Outcome, Writer
from warehouse.rebuild import rebuild

ERASURES = "erasures"


@dataclass(frozen=True)
class Place:
    """Where the person stands: what kind of thing it is, its name for people, how often."""

    kind: str
    name: str
    count: int


@dataclass(frozen=True)
class Forgotten:
    """What became of a request: the rebuild, the deliveries changed, and what is left for people to do."""

    outcome: Outcome
    deliveries: list[str]
    left: list[Place]


def find(home: Home, marks: Sequence[Mark]) -> list[Place]:
    """Every place of the home where the person stands."""
    places = [
        Place(
            "consegna" if looked.is_whole else "consegna che non si legge tutta (da guardare)",
            f"{delivery.delivery_id} «{delivery.file_name}»",
            looked.found,
        )
        for delivery, looked, _ in _in_archive(home, marks)
    ]
    places += [
        Place("file", str(path.relative_to(home.root)), count) for path, *_, count in _in_texts(home, marks)
    ]
    places += [
        Place("pubblicazione", str(path.relative_to(home.root)), count)
        for path, count in _in_copies(home, marks)
    ]
    return places + _out_of_reach(home, marks)


def forget(writer: Writer, marks: Sequence[Mark], author: str, reason: str) -> Forgotten:
    """Put stand-ins in the person's place, build anew from the archive, publish; the caller holds the lock.

    The request is written down among the decisions, without a word of whom it was about.
    """
    home = writer.home
    archive, changed = Archive(home.archive), []
    for delivery, looked, name in _in_archive(home, marks):
        if (sha256(looked.data).hexdigest(), name) != (delivery.sha256, delivery.original_name):
            archive.replace(delivery, looked.data, name)
            changed.append(delivery.delivery_id)
    for path, data, renamed, _ in _in_texts(home, marks):
        _put_in_place(path, data, renamed)
    append(home.decisions, ERASURES, [{"deliveries": " ".join(changed)}], author, reason)
    outcome = rebuild(writer)
    build = current_build_id(home) or ""
    current = (private_file(home, build), published_file(home, build))
    for path, _ in _in_copies(home, marks):
        if path not in current:
            replace_in_copy(path, marks)
    remove_earlier(home)
    return Forgotten(outcome, changed, find(home, marks))


def _in_archive(home: Home, marks: Sequence[Mark]) -> Iterator[tuple[Delivery, Looked, str]]:
    """The deliveries that tell of the person, and those that cannot be read whole, with what takes the place of their
    bytes and of their name."""
    archive = Archive(home.archive)
    for delivery in archive.deliveries():
        looked = replace_in_file(archive.path(delivery.sha256).read_bytes(), marks)
        name, in_name, _ = replace_in_file(delivery.original_name.encode(), marks)
        looked = looked._replace(found=looked.found + in_name)
        if looked.found or not looked.is_whole:
            yield delivery, looked, name.decode()


def _texts(home: Home) -> tuple[Path, ...]:
    """What people here write, and logs."""
    return home.decisions, home.logs, home.questions, home.narrative


def _in_texts(home: Home, marks: Sequence[Mark]) -> Iterator[tuple[Path, bytes, Path, int]]:
    """The files that tell of the person, with what takes the place of their bytes and of their path."""
    for path in list(_files(_texts(home))):
        data, count, _ = replace_in_file(path.read_bytes(), marks)
        renamed, in_name = _renamed(home, path, marks)
        if count + in_name:
            yield path, data, renamed, count + in_name


def _renamed(home: Home, path: Path, marks: Sequence[Mark]) -> tuple[Path, int]:
    """A path with the stand-ins: a question or a text is called by who it is about."""
    name, count, _ = replace_in_file(path.relative_to(home.root).as_posix().encode(), marks)
    return home.root / name.decode(), count


def _put_in_place(path: Path, data: bytes, renamed: Path) -> None:
    renamed.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(renamed, data, 0o600)
    if renamed == path:
        return
    path.unlink()
    for folder in path.parents:
        if folder in renamed.parents or any(folder.iterdir()):
            return
        folder.rmdir()


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file at or below some places, in order; no link is followed."""
    for folder in folders:
        for path in sorted((folder, *folder.rglob("*"))):
            if path.is_file() and not path.is_symlink():
                yield path


def _in_copies(home: Home, marks: Sequence[Mark]) -> Iterator[tuple[Path, int]]:
    for path in sorted((*home.private.glob("*.duckdb"), *home.published.glob("*.duckdb"))):
        if count := count_in_database(path, marks):
            yield path, count


def _count(path: Path, marks: Sequence[Mark]) -> int:
    """How often a file that is not ours to change tells of the person."""
    if path.suffix == ".parquet":
        return count_in_parquet(path, marks)
    if is_database(path):  # a shared folder's copy, a lake's catalogue
        with suppress(duckdb.Error):  # somebody writes it, or another version did: its bytes are looked at
            return count_in_database(path, marks)
    return replace_in_file(path.read_bytes(), marks).found


def _out_of_reach(home: Home, marks: Sequence[Mark]) -> list[Place]:
    """Where only people can take them out: the inbox, what was handed out, editions older than the masking, and
    whatever else somebody put into the home."""
    found = []
    kinds = {home.inbox: "da consegnare", home.editions: "edizione sigillata"}
    looked_at = (*_texts(home), home.archive, home.private, home.published, home.warehouse, home.temporary)
    for place in sorted(one for one in home.root.glob("*") if one not in looked_at):
        for path in _files([place]):
            count = _count(path, marks) + _renamed(home, path, marks)[1]
            if count:
                found.append(Place(kinds.get(place, "altro file"), str(path.relative_to(home.root)), count))
    handed_out = sorted((home.private / "audits").glob("*/*.pdf"))
    found += [
        Place("fascicolo riservato (da guardare)", str(path.relative_to(home.root)), 0) for path in handed_out
    ]
    return found
