"""The few places for questions: who waits longest is next. A semaphore would let in who has just asked before them."""

from collections import deque
from threading import Event, Lock

from publication.people_sql.limits import MEGABYTE, Limits

_SHARE_OF_MACHINE = 0.5
_A_CORE = 8
"""More at once on a core would only make all of them wait; fewer, what is short waits for what is long."""


def places_for(memory: int, cores: int) -> int:
    """As many questions at once as half of a machine's memory (in bytes) and its cores have room for."""
    room = int(memory * _SHARE_OF_MACHINE) // (Limits().memory_mb * MEGABYTE)
    return max(1, min(room, _A_CORE * cores))


class Places:
    """So many at once; safe for threads."""

    def __init__(self, count: int) -> None:
        self._free, self._lock = count, Lock()
        self._waiting: deque[Event] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for a place, in turn; whether it came in time."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            turn = Event()
            self._waiting.append(turn)
        if turn.wait(seconds):
            return True
        with self._lock:
            if not turn.is_set():
                self._waiting.remove(turn)
            return turn.is_set()

    def give_back(self) -> None:
        """Hand a place to who waits longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
