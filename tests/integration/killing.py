"""`kill -9` where a process comes to a function: a phase of a refresh is met exactly, however busy the machine is."""

import os
from collections.abc import Callable
from itertools import count

from forking import run_command

import ingest.archive
import ingest.delivery_landing
import publication.files
import warehouse.publish
import warehouse.rebuild
from ingest.archive import Archive
from warehouse import pipeline
from warehouse.building import runner

KILLED = -9

PHASES: dict[str, tuple[object, str, bool]] = {
    "archive, before the bytes are in place": (ingest.archive, "_put", False),
    "archive, before the delivery exists": (Archive, "add_delivery", False),
    "archive, before the file leaves the inbox": (Archive, "add_delivery", True),
    "land, before": (pipeline, "land", False),
    "land, half a delivery": (ingest.delivery_landing.DeliveryLanding, "_insert_delivery", False),
    "land, before the commit": (ingest.delivery_landing.DeliveryLanding, "_insert_delivery", True),
    "land, one of two": (ingest.delivery_landing.DeliveryLanding, "_write", True),
    "land, after": (pipeline, "land", True),
    "rebuild, landed": (warehouse.rebuild, "land", True),
    "rebuild, before the swap": (warehouse.rebuild, "move_into_place", False),
    "rebuild, swapped": (warehouse.rebuild, "move_into_place", True),
    "build, while it runs": (pipeline, "build_warehouse", False),
    "build, before it is recorded": (pipeline, "record_build", False),
    "build, recorded": (pipeline, "record_build", True),
    "copy, half": (warehouse.publish, "_write_meta", False),
    "copy, before the twin": (warehouse.publish, "_write_twin", False),
    "copy, before the names": (warehouse.publish, "move_into_place", False),
    "copy, between the names": (warehouse.publish, "move_into_place", True),
    "pointer, before": (warehouse.publish, "point_to", False),
    "pointer, written but not in place": (publication.files, "write_text", False),
    "pointer, after": (warehouse.publish, "point_to", True),
}
"""Owner and name of the function that a phase begins with, or ends with where the flag says so."""


def kill_instead(owner: object, name: str, after: bool = False, time: int = 1) -> None:
    """Let the process be killed when it comes to a function for the nth time: before it, or right after it."""
    original: Callable[..., object] = getattr(owner, name)
    times = count(1)

    def killer(*arguments: object, **named: object) -> object:
        is_time = next(times) == time
        answer = original(*arguments, **named) if after or not is_time else None
        if is_time:
            os.kill(os.getpid(), 9)
        return answer

    setattr(owner, name, killer)


def refresh_until_killed(phase: str) -> int:
    """`pal refresh`, killed in a phase."""
    kill_instead(*PHASES[phase])
    return run_command("refresh")


def refresh_until_nodes_are_made(nodes: str) -> int:
    """`pal refresh`, killed when so many nodes have been made."""
    kill_instead(runner._Run, "_make", time=int(nodes) + 1)
    return run_command("refresh")
