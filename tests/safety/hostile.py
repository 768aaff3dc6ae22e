"""What is in `tests/hostile/`, read line by line."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "hostile"


def lines_of(name: str) -> Iterator[str]:
    """The lines of a list that are neither empty nor a heading."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line
