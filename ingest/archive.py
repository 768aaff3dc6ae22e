"""The archive: every delivered file byte for byte, and one small JSON for each delivery. Append-only.

A delivery exists once its JSON does. Bytes and JSON are each written beside their place, synced and renamed,
so a kill at any instant leaves either the whole delivery or none of it.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from ingest.file_names import printable_name

_CHUNK = 1 << 20
_ITALY = ZoneInfo("Europe/Rome")


class ArchiveError(RuntimeError):
    """The archive is damaged; the Italian text names the file."""


_UNFINISHED = ".new-"


@dataclass(frozen=True)
class Delivery:
    """One file from one partner, in order of arrival over all partners (from 1).

    `original_name` is the path below the partner's folder as delivered, `file_name` the same made printable.
    `is_regular` is False for what was no file (a link, a pipe): its bytes were never followed.
    `former_sha256`: what its bytes were before a person was taken out of them.
    """

    delivery_id: str
    arrival_order: int
    partner_code: str
    file_name: str
    sha256: str
    received_at: datetime
    original_name: str
    is_regular: bool = True
    former_sha256: tuple[str, ...] = ()

    @property
    def received_on(self) -> date:
        """The day in Italy."""
        return self.received_at.astimezone(_ITALY).date()


class Archive:
    """The folder `archive/` with `files/` (content addressed) and `deliveries/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files = root / "files"
        self._deliveries = root / "deliveries"

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are."""
        return self._files / sha256[:2] / sha256

    def deliveries(self, received_until: datetime | None = None) -> list[Delivery]:
        """All deliveries in order of arrival, or those received by a time (UTC where it has no zone)."""
        if not self._deliveries.is_dir():
            return []
        found = [_read_delivery(path) for path in sorted(self._deliveries.glob("*.json"))]
        found.sort(key=lambda delivery: delivery.arrival_order)
        until = None if received_until is None else as_utc(received_until)
        return [delivery for delivery in found if until is None or delivery.received_at <= until]

    def store_bytes(self, source: BinaryIO) -> str:
        """Copy a stream into the archive and return its SHA-256; the same bytes are kept once."""
        self._files.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with _written_file(self._files) as (target, temporary):
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
            _sync(target)
            place = self.path(digest.hexdigest())
            if place.exists():
                temporary.unlink()
            else:
                place.parent.mkdir(exist_ok=True)
                _put(temporary, place)
                _sync_folder(self._files)
        return digest.hexdigest()

    def add_delivery(
        self, order: int, partner: str, name: str, sha256: str, received_at: datetime, is_regular: bool
    ) -> Delivery:
        """Write the delivery's JSON: the moment from which the delivery exists."""
        self._deliveries.mkdir(parents=True, exist_ok=True)
        record = {
            "partner": partner,
            "file_name": name,
            "sha256": sha256,
            "received_at": as_utc(received_at).isoformat(timespec="seconds"),
            "order": order,
            "is_regular": is_regular,
        }
        place = self._deliveries / f"{order:06d}.json"
        if place.exists():
            raise ArchiveError(f"{place}: esiste già una consegna con questo numero d’ordine.")
        self._write_record(place, record)
        return _read_delivery(place)

    def replace(self, delivery: Delivery, data: bytes, original_name: str) -> None:
        """Put other bytes and another name in a delivery's place: a person was taken out of both. The bytes that
        no delivery has any more are gone."""
        sha256 = self.store_bytes(BytesIO(data))
        place = self._deliveries / f"{delivery.arrival_order:06d}.json"
        record = json.loads(place.read_bytes())
        former = [*delivery.former_sha256, delivery.sha256]
        record |= {"file_name": original_name, "sha256": sha256, "former_sha256": former}
        self._write_record(place, record)
        self.drop_bytes(delivery.sha256)

    def remove_unfinished(self) -> None:
        """Remove what a killed run has copied in part. Only for the one writer."""
        for folder in (self._files, self._deliveries):
            for path in folder.glob(f"{_UNFINISHED}*"):
                path.unlink()

    def drop_bytes(self, sha256: str) -> None:
        """Remove bytes that no delivery has."""
        if all(one.sha256 != sha256 for one in self.deliveries()):
            self.path(sha256).unlink(missing_ok=True)

    def _write_record(self, place: Path, record: dict[str, Any]) -> None:
        with _written_file(self._deliveries) as (target, temporary):
            target.write(json.dumps(record, indent=1).encode("ascii") + b"\n")
            _sync(target)
            _put(temporary, place)


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC; a moment without a zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def naive(moment: datetime) -> datetime:
    """The same moment in UTC as a table has it, without its zone."""
    return as_utc(moment).replace(tzinfo=None)


def _read_delivery(path: Path) -> Delivery:
    try:
        record = json.loads(path.read_bytes())
        return Delivery(
            f"{record['partner']}-{record['order']:05d}",
            int(record["order"]),
            record["partner"],
            printable_name(record["file_name"]),
            record["sha256"],
            as_utc(datetime.fromisoformat(record["received_at"])),
            record["file_name"],
            bool(record["is_regular"]),
            tuple(record.get("former_sha256", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(
            f"{path}: consegna illeggibile ({error}). Ripristinare il file da una copia."
        ) from error


@contextmanager
def _written_file(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file in the folder that is gone afterwards unless it was renamed."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=_UNFINISHED)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            yield target, temporary
    finally:
        temporary.unlink(missing_ok=True)


def _sync(target: BinaryIO) -> None:
    target.flush()
    os.fsync(target.fileno())


def _put(temporary: Path, place: Path) -> None:
    temporary.chmod(0o600)
    temporary.replace(place)
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
