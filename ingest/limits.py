"""How large a delivered file may be, and what reading it may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Upper bounds; a file beyond any of them is refused before it can fill memory or disk.

    `cell_characters` is what a cell of a spreadsheet program can hold; `unpacked_bytes_together` holds for all files
    that came in one run; `own_seconds` is what a step of a delivery may take of the processor in the run's own process.
    """

    file_bytes: int = 2 * 1024**3
    unpacked_bytes: int = 1024**3
    unpacked_bytes_together: int = 4 * 1024**3
    sheets: int = 1_000
    columns: int = 1_000
    cells: int = 40_000_000
    cell_characters: int = 32_767
    reading_memory: int = 3 * 1024**3
    reading_seconds: int = 300
    own_seconds: int = 600


DEFAULT_LIMITS = Limits()
