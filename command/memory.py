"""A wall around the memory of the process that writes: DuckDB's limit counts neither Python nor what a reader holds."""

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager

_UNITS = {"K": 1000, "M": 1000**2, "G": 1000**3, "T": 1000**4}
_LEAST = 4 * 1024**3


@contextmanager
def within_memory(database_limit: str) -> Iterator[None]:
    """Let the process, and those it starts, ask for three times what the database may take (`2500MB`, as DuckDB writes
    it), and for 4 GiB at least. These are addresses, of which a build uses half. What asks for more gets MemoryError,
    the refusal of the delivery that is read. A share of the machine (`80%`) sets no wall."""
    stated = re.fullmatch(r"\s*([0-9.]+)\s*([KMGT])i?B\s*", database_limit, re.IGNORECASE)
    if stated is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wall = max(_LEAST, int(3 * float(stated[1]) * _UNITS[stated[2].upper()]))
    known = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wall, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
