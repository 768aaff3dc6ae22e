"""A publication read from another place, followed while a dashboard shows it: what is published there is read here.

As a script (`python -m publication.following`, the place in PAL_FOLLOWED) it follows for as long as its parent lives.
"""

import os
import sys
import time
from collections.abc import Mapping

from storage.errors import PalError
from storage.home import Home

FOLLOWED = "PAL_FOLLOWED"
"""`from URL` or `lake CATALOG`; in the environment, where no list of processes shows a catalog's password."""
_PAUSE = 20  # seconds between two looks


def read_followed(environment: Mapping[str, str]) -> Home:
    """The home that mirrors the place of PAL_FOLLOWED, made current; raises PalError."""
    kind, _, place = environment[FOLLOWED].partition(" ")
    if kind == "lake":
        from publication.lake import read_lake

        return read_lake(place)
    from publication.mirror import follow

    return follow(place)


def follow_with_parent() -> None:
    """Follow until the process that started this one is gone; what fails is tried again."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(_PAUSE)
        try:
            read_followed(os.environ)
        except PalError as error:
            print(error, file=sys.stderr, flush=True)  # noqa: T201 — the server's own log


if __name__ == "__main__":
    follow_with_parent()
