"""A build that fails because of a delivery: that one is left out, all others are built."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

import duckdb

from ingest.archive import Archive
from ingest.landing import Landed, land
from storage.error_log import log_error
from storage.home import Home
from warehouse.build import BrokenProject, BuildFailed
from warehouse.state import unpublished_deliveries

_MOST = 5
"""After so many deliveries that no build succeeds with, all newer ones are left out too."""


_Built = TypeVar("_Built")


def build_leaving_out(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    withdrawn: frozenset[str],
    build: Callable[[], _Built],
) -> tuple[_Built, list[Landed]]:
    """What `build` answers, and the deliveries that had to be left out for it.

    A build that fails is tried once more, since what failed for want of memory or disk is no delivery's fault: what
    it had finished stays finished. Only those deliveries are tried that no publication has told of. Raises the
    first failure where the build fails without them too: then it is not for what was delivered, and nothing is
    left out.
    """
    try:
        return build(), []
    except BrokenProject:
        raise
    except BuildFailed as failed:
        first = failed
    with suppress(OSError):
        log_error(home, first, "build")
    with suppress(BuildFailed):
        return build(), []
    candidates = unpublished_deliveries(con)

    landed: dict[str, Landed] = {}

    def land_without(left_out: Sequence[str]) -> None:
        archive, headings = Archive(home.archive), home.extra_headings
        for one in land(con, archive, headings, withdrawn=withdrawn, left_out=set(left_out)):
            landed[one.delivery.delivery_id] = one

    def builds_without(left_out: Sequence[str]) -> bool:
        land_without(left_out)
        try:
            build()
        except BuildFailed:
            return False
        return True

    if not candidates or not builds_without(candidates):
        land_without([])
        raise first
    bad: list[str] = []
    good: list[str] = []
    while len(good) + len(bad) < len(candidates) and len(bad) < _MOST:
        rest = [one for one in candidates if one not in good and one not in bad]
        taken = _most_that_build(rest, bad, builds_without)
        good += rest[:taken]
        bad += rest[taken : taken + 1]
    left_out = [one for one in candidates if one not in good]
    land_without(left_out)
    return build(), [landed[one] for one in left_out]


def _most_that_build(
    rest: Sequence[str], bad: Sequence[str], builds_without: Callable[[Sequence[str]], bool]
) -> int:
    """How many of the next deliveries, from the oldest on, a build succeeds with; it does with none."""
    if builds_without(bad):
        return len(rest)
    most, too_many = 0, len(rest)
    while too_many - most > 1:
        middle = (most + too_many) // 2
        if builds_without([*bad, *rest[middle:]]):
            most = middle
        else:
            too_many = middle
    return most
