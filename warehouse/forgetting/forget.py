"""Finds a person in all that a home keeps, and takes them out: archive, decisions, logs, publications.

What is sealed stays as it is: an edition names no natural person, and says so where one older than that rule
does. A run that is killed leaves every file whole, some of them still as they were: run it again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from decisions.writing import append
from ingest.archive import Archive, Delivery
from publication.files import current_build_id, private_file, published_file
from storage.durable import write_bytes
from storage.home import Home
from warehouse.forgetting.databases import count_in_database, count_in_parquet, replace_in_copy
from warehouse.forgetting.files import replace_in_file
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
        Place("consegna", f"{delivery.delivery_id} «{delivery.file_name}»", count)
        for delivery, _, _, count in _in_archive(home, marks)
    ]
    places += [
        Place("file", str(path.relative_to(home.root)), count) for path, _, count in _in_texts(home, marks)
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
    for delivery, data, name, _ in _in_archive(home, marks):
        archive.replace(delivery, data, name)
        changed.append(delivery.delivery_id)
    for path, data, _ in _in_texts(home, marks):
        write_bytes(path, data, 0o600)
    append(home.decisions, ERASURES, [{"deliveries": " ".join(changed)}], author, reason)
    outcome = rebuild(writer)
    build = current_build_id(home) or ""
    current = (private_file(home, build), published_file(home, build))
    for path, _ in _in_copies(home, marks):
        if path not in current:
            replace_in_copy(path, marks)
    remove_earlier(home)
    return Forgotten(outcome, changed, find(home, marks))


def _in_archive(home: Home, marks: Sequence[Mark]) -> Iterator[tuple[Delivery, bytes, str, int]]:
    """The deliveries that tell of the person, with the bytes and the name that take the place of theirs, and how
    often."""
    archive = Archive(home.archive)
    for delivery in archive.deliveries():
        data, count = replace_in_file(archive.path(delivery.sha256).read_bytes(), marks)
        name, in_name = replace_in_file(delivery.original_name.encode(), marks)
        if count + in_name:
            yield delivery, data, name.decode(), count + in_name


def _in_texts(home: Home, marks: Sequence[Mark]) -> Iterator[tuple[Path, bytes, int]]:
    """Decisions and logs."""
    for folder in (home.decisions, home.logs):
        for path in sorted(folder.glob("*")):
            if path.is_file() and not path.is_symlink():
                data, count = replace_in_file(path.read_bytes(), marks)
                if count:
                    yield path, data, count


def _in_copies(home: Home, marks: Sequence[Mark]) -> Iterator[tuple[Path, int]]:
    for path in sorted((*home.private.glob("*.duckdb"), *home.published.glob("*.duckdb"))):
        if count := count_in_database(path, marks):
            yield path, count


def _out_of_reach(home: Home, marks: Sequence[Mark]) -> list[Place]:
    """Where only people can take them out: the inbox, what was handed out, editions older than the masking."""
    found = []
    for kind, folder in (("da consegnare", home.inbox), ("edizione sigillata", home.editions)):
        for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
            is_table = path.suffix == ".parquet"
            count = (
                count_in_parquet(path, marks) if is_table else replace_in_file(path.read_bytes(), marks)[1]
            )
            if count:
                found.append(Place(kind, str(path.relative_to(home.root)), count))
    handed_out = sorted((home.private / "audits").glob("*/*.pdf"))
    found += [
        Place("fascicolo riservato (da guardare)", str(path.relative_to(home.root)), 0) for path in handed_out
    ]
    return found
