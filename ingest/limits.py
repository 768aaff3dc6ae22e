"""How large a delivered file may be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Upper bounds; a file beyond any of them is refused before it can fill memory or disk."""

    file_bytes: int = 2 * 1024**3
    unpacked_bytes: int = 1024**3
    columns: int = 1_000
    cells: int = 40_000_000


DEFAULT_LIMITS = Limits()
