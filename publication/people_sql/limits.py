"""What one question of a person may take."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Seconds from the question to the last row; the child's memory; the largest answer, in rows and in MB.

    An answer that is larger is cut and says so; a question that needs more time or memory is stopped.
    """

    seconds: float = 60.0
    memory_mb: int = 1024
    rows: int = 1_000_000
    answer_mb: int = 256
