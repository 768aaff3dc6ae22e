"""The dashboard under load: a real server, and sessions that speak Streamlit's own protocol to it.

Server time is from a request to the end of the script's run, as the browser is told it. Cold: the publication
is open, and nobody asked for this window. Warm: another session asked for it before.
"""

import os
import statistics
import threading
import time
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from dashboard.views import PAGES
from tests.browser.visiting import serve_process

ROUNDS = 5
SESSIONS = 50
PAUSE = 10.0  # seconds between two acts of a session
ACTS = 6
LIMIT = 120  # seconds for one drawing
LARGEST_MESSAGE = 64 * 2**20  # bytes

Table = list[list[str]]


class Session:
    """One reader's connection."""

    def __init__(self, port: int) -> None:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.socket: ClientConnection = connect(
            address,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
            max_size=LARGEST_MESSAGE,
        )

    def draw(self, path: str, query: str = "") -> float:
        """Ask for a view and wait for it; seconds. Raises RuntimeError where the page shows an exception."""
        request = BackMsg()
        request.rerun_script.page_name = path
        request.rerun_script.query_string = query
        start = time.perf_counter()
        self.socket.send(request.SerializeToString())
        while True:
            told = ForwardMsg.FromString(self.socket.recv(timeout=LIMIT, decode=False))
            if told.WhichOneof("type") == "script_finished":
                return time.perf_counter() - start
            if told.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"/{path}: {told.delta.new_element.exception.message}")

    def close(self) -> None:
        """Leave."""
        self.socket.close()


def measure_dashboard(home: Path) -> tuple[Table, list[str]]:
    """Time every view of a home's publication, then many sessions at once.

    Gives rows (view, cold ms, warm ms) and sentences about the sessions: the slowest twentieth, memory for
    each more, and memory once they are closed.
    """
    with serve_process(home) as (address, process):
        port = int(address.rpartition(":")[2])
        rows = [time_view(port, page.path, page.title, ROUNDS) for page in PAGES]
        sentences = measure_sessions(port, process)
    return rows, sentences


def measure_views(home: Path) -> Table:
    """Rows (view, cold ms, warm ms) alone, drawn once each; a view that takes more than LIMIT says so."""
    rows = []
    with serve_process(home) as (address, _):
        port = int(address.rpartition(":")[2])
        for page in PAGES:
            try:
                rows.append(time_view(port, page.path, page.title, rounds=1))
            except TimeoutError:
                rows.append([page.title, f"> {LIMIT * 1000:,}", ""])
    return rows


def time_view(port: int, path: str, title: str, rounds: int) -> list[str]:
    """A view drawn by new sessions: over a window that nobody asked for, then again over the same."""
    cold, warm = [], []
    for number in range(rounds):
        query = f"periodo=2012-{number + 1:02d}..2012-{number + 7:02d}"
        for seconds in (cold, warm):
            session = Session(port)
            seconds.append(session.draw(path, query))
            session.close()
    return [title, f"{statistics.median(cold) * 1000:.0f}", f"{statistics.median(warm) * 1000:.0f}"]


def measure_sessions(port: int, process: int) -> list[str]:
    """SESSIONS readers, each opening another view every PAUSE seconds; the server's memory around it."""
    paths = [page.path for page in PAGES]
    before = memory(process)
    sessions = [Session(port) for _ in range(SESSIONS)]
    seconds: list[float] = []
    failures: list[Exception] = []

    def act(number: int) -> None:
        time.sleep(PAUSE * number / SESSIONS)
        for turn in range(ACTS):
            start = time.perf_counter()
            try:
                taken = sessions[number].draw(paths[(number + turn) % len(paths)])
            except (RuntimeError, OSError, TimeoutError) as failure:
                failures.append(failure)
                return
            if turn:
                seconds.append(taken)
            time.sleep(max(0.0, PAUSE - (time.perf_counter() - start)))

    threads = [threading.Thread(target=act, args=(number,)) for number in range(SESSIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"{len(failures)} sessions failed, the first with: {failures[0]}")
    during = memory(process)
    for session in sessions:
        session.close()
    again = []
    for _ in range(2):
        some = [Session(port) for _ in range(SESSIONS)]
        for number, session in enumerate(some):
            session.draw(paths[number % len(paths)])
        for session in some:
            session.close()
        time.sleep(PAUSE)
        again.append(memory(process))
    slowest = statistics.quantiles(seconds, n=20)[-1]
    return [
        f"{SESSIONS} sessions, each opening another view every {PAUSE:.0f} s: median "
        f"{statistics.median(seconds) * 1000:.0f} ms, p95 {slowest * 1000:.0f} ms ({len(seconds)} views).",
        f"Memory of the server: {before:.0f} MiB before, {during:.0f} MiB with {SESSIONS} sessions "
        f"({(during - before) / SESSIONS:.1f} MiB each); after {SESSIONS} more came and left "
        f"{again[0]:.0f} MiB, after another {SESSIONS} {again[1]:.0f} MiB.",
    ]


def memory(process: int) -> float:
    """Resident memory of a process, MiB."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
