"""The process that questions' processes are forked from: Python's start, and that of its libraries, would take longer
than most answers.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

_CHILD = Path(__file__).with_name("child.py")
# A fork takes no thread along: OpenBLAS begins none, and those of DuckDB's default database and of Arrow's memory
# wait for work that no question gives them. Nothing else of the environment is known to it.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
_PATIENCE_SECONDS = 5.0


class Template:
    """Begins questions' processes; starts with the first question, and anew where it has ended. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def begin(self, request: BinaryIO, answer: int) -> "Begun":
        """A process that reads `request` from its start and writes to the descriptor `answer`."""
        told, telling = os.pipe()
        try:
            descriptors = [request.fileno(), answer, telling]
            with self._lock:
                try:
                    socket.send_fds(self._started(), [b"?"], descriptors)
                except OSError:  # it was ended from outside
                    self._end()
                    socket.send_fds(self._started(), [b"?"], descriptors)
        except BaseException:
            os.close(told)
            raise
        finally:
            os.close(telling)
        return Begun(told)

    def end(self) -> None:
        """End it, and with it every process that it began."""
        with self._lock:
            self._end()

    def _started(self) -> socket.socket:
        if self._channel is None:
            self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", str(_CHILD)],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_ENVIRONMENT,
                    cwd="/",
                    start_new_session=True,
                )
        return self._channel

    def _end(self) -> None:
        if self._channel is not None and self._process is not None:
            self._channel.close()
            self._process.wait()
        self._channel = self._process = None


class Begun:
    """A process that the template began."""

    def __init__(self, told: int) -> None:
        self._told = told
        self._lock = threading.Lock()

    def status(self) -> int:
        """Of one whose channel is closed: its exit status, or minus the signal that ended it."""
        with self._lock:
            is_told = self._told >= 0 and select.select([self._told], [], [], _PATIENCE_SECONDS)[0]
            status = os.read(self._told, 4) if is_told else b""
        return os.waitstatus_to_exitcode(int.from_bytes(status, "little")) if status else -signal.SIGKILL

    def kill(self) -> None:
        """End it, if it has not ended; the template does so when nobody waits for it any more."""
        with self._lock:
            if self._told >= 0:
                os.close(self._told)
                self._told = -1
