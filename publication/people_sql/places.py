"""The few places for questions: who waits longest is next. A semaphore would let in who has just asked before them."""

from collections import deque
from threading import Event, Lock


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
