"""Calling a reader in a process of its own: what it asks for beyond its limits ends it, and not the run.

`python -m ingest.apart` is that process: a pickled call comes in on standard input, its pickled answer goes
out. Only our own functions and a file's bytes are pickled here, never anything that a file says.
"""

import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.limits import Limits
from ingest.refusals import TOO_MUCH, RefusalError
from storage.scratch import scratch_folder


def call_apart(function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> Any:
    """What the function answers. Raises RefusalError: its own, or where the process met a limit."""
    project = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, [project, os.environ.get("PYTHONPATH")]))
    try:
        # What it copies to read goes with it, however it ends: it is delivered bytes.
        with scratch_folder() as scratch:
            done = subprocess.run(
                [sys.executable, "-m", "ingest.apart"],
                input=pickle.dumps((function, arguments, limits)),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "TMPDIR": str(scratch)},
                timeout=limits.reading_seconds,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise RefusalError(TOO_MUCH) from error
    if done.returncode != 0 or not done.stdout:
        raise RefusalError(TOO_MUCH)
    reason, answer = pickle.loads(done.stdout)  # noqa: S301, written by our own process
    if reason is not None:
        raise RefusalError(reason)
    return answer


def _answer() -> None:
    function, arguments, limits = pickle.load(sys.stdin.buffer)  # noqa: S301, written by our own process
    resource.setrlimit(resource.RLIMIT_AS, (limits.reading_memory, limits.reading_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.reading_seconds, limits.reading_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reply: tuple[str | None, Any]
    try:
        reply = (None, function(*arguments))
    except RefusalError as refusal:
        reply = (refusal.reason, None)
    pickle.dump(reply, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    _answer()
