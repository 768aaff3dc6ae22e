"""What deliveries that came together unpack to: one run must not unpack more than a machine holds."""

import zipfile
from collections.abc import Sequence
from datetime import datetime

from ingest.archive import Archive, Delivery
from ingest.limits import Limits
from ingest.refusals import RefusalError


class Together:
    """The deliveries of one landing, by the moment that they came: so a rebuild judges as the first run did."""

    def __init__(self, archive: Archive, deliveries: Sequence[Delivery], limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._by_moment: dict[datetime, list[Delivery]] = {}
        for one in sorted(deliveries, key=lambda delivery: delivery.arrival_order):
            self._by_moment.setdefault(one.received_at, []).append(one)
        self._sizes: dict[str, int] = {}

    def check(self, delivery: Delivery) -> None:
        """Raise RefusalError for one that, with those before it, is beyond the limit. One beyond the limit of a
        file is refused for that, and takes no room from the others."""
        before = [
            self._size(one)
            for one in self._by_moment.get(delivery.received_at, ())
            if one.arrival_order < delivery.arrival_order
        ]
        size = self._size(delivery)
        if size and sum(before) + size > self._limits.unpacked_bytes_together:
            limit = self._limits.unpacked_bytes_together // 1024**2
            raise RefusalError(
                f"i file arrivati insieme a questo, una volta decompressi, superano {limit} MB: riconsegnarlo da solo"
            )

    def _size(self, delivery: Delivery) -> int:
        if delivery.sha256 not in self._sizes:
            size = _declared_size(self._archive, delivery)
            self._sizes[delivery.sha256] = size if size <= self._limits.unpacked_bytes else 0
        return self._sizes[delivery.sha256]


def _declared_size(archive: Archive, delivery: Delivery) -> int:
    """What a ZIP's directory says that it unpacks to (which is checked when it is read); 0 of what is none."""
    try:
        with zipfile.ZipFile(archive.path(delivery.sha256)) as package:
            return sum(member.file_size for member in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return 0
