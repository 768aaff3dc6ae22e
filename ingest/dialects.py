"""How a text file separates its cells, and its first records."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.header_rows import find_header
from ingest.stages import PREVIEW_ROWS

_SEPARATORS = (";", "\t", ",", "|")
csv.field_size_limit(1 << 24)


@dataclass(frozen=True)
class Dialect:
    """The separator and the first records, blank ones included."""

    separator: str
    records: tuple[tuple[str, ...], ...]


def detect_dialect(head: str, is_whole: bool, is_known: Callable[[str], bool]) -> Dialect:
    """The separator under which the head has the most known headings, else the most even records."""
    scored = []
    for separator in _SEPARATORS:
        records = read_records(head, separator, is_whole)
        header = find_header(records, is_known)
        widths = Counter(len(record) for record in records if any(record))
        width, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        evenness = often / max(1, sum(widths.values())) if width > 1 else 0.0
        scored.append(
            ((header.known if header else 0, round(evenness, 1), width), Dialect(separator, records))
        )
    return max(scored, key=lambda one: one[0])[1]


def read_records(head: str, separator: str, is_whole: bool) -> tuple[tuple[str, ...], ...]:
    """The first records of a text; the last one is left out where the text goes on."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator, strict=True)
    records: list[Sequence[str]] = []
    try:
        for record in reader:
            records.append(record)
            if len(records) > PREVIEW_ROWS:
                break
    except csv.Error:
        pass
    else:
        if not is_whole and len(records) > 1:
            records.pop()
    return tuple(tuple(record) for record in records[:PREVIEW_ROWS])
