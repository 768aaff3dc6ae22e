"""Ask a question in a process of its own and read its answer; the process ends with the question."""

import getpass
import json
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import IO, Any

import pyarrow as pa
import pyarrow.ipc

from publication.people_sql.answer import Answer, NotAnswered, TooMuchMemory
from publication.people_sql.child import GRACE_SECONDS
from publication.people_sql.limits import MEGABYTE, Limits
from publication.people_sql.log import log_question
from publication.people_sql.places import Places, places_for
from publication.people_sql.template import Begun, Template
from publication.sources import Source
from storage.errors import PalError, TooLong
from storage.holders import who_holds
from storage.home import Home
from storage.scratch import scratch_folder

_THREADS = 2
_SHARE_OF_MEMORY = 0.75  # of the child's: DuckDB counts most of what it takes, not all
_PLACES = Places(places_for(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"), os.cpu_count() or 1))
TEMPLATE = Template()


def ask_apart(
    source: Source,
    sql: str,
    parameters: Mapping[str, object] | None = None,
    limits: Limits | None = None,
    asker: str | None = None,
    home: Home | None = None,
) -> Answer:
    """Answer one statement that reads `source`, inside `limits`; `home` is where it is logged.

    Raises NotAnswered, TooLong, TooMuchMemory: each one Italian line.
    """
    limits, home = limits or Limits(), home or Home.from_environment()
    started = time.monotonic()
    outcome: dict[str, object] = {"error": "interrupted"}
    try:
        with _place(limits):
            answer = _ask(source, sql, parameters or {}, limits, started)
        outcome = {"rows": answer.table.num_rows, "cut": answer.cut}
        return answer
    except PalError as error:
        outcome = {"error": error.kind if isinstance(error, NotAnswered) else type(error).__name__}
        raise
    finally:
        log_question(home, asker or getpass.getuser(), sql, time.monotonic() - started, outcome)


@contextmanager
def _place(limits: Limits) -> Iterator[None]:
    """One of the few places for questions, so that many people cannot take together what one may not."""
    if not _PLACES.take(limits.seconds):
        raise TooLong("Troppe domande insieme: riprovare quando le altre sono finite.")
    try:
        yield
    finally:
        _PLACES.give_back()


def _ask(
    source: Source, sql: str, parameters: Mapping[str, object], limits: Limits, started: float
) -> Answer:
    with scratch_folder() as scratch:
        request = {
            "database": source.database,
            "mode": {"read_only": not source.in_memory},
            "setup": source.setup,
            "config": {
                **source.config,
                "memory_limit": f"{int(limits.memory_mb * _SHARE_OF_MEMORY)}MB",
                "threads": _THREADS,
                "temp_directory": str(scratch),
            },
            "sql": sql,
            "parameters": {name: _typed(value) for name, value in parameters.items()},
            "limits": asdict(limits),
        }
        with _child(json.dumps(request).encode() + b"\n", limits) as (child, answers):
            try:
                return _read(answers, limits, started)
            except (EOFError, OSError, ValueError, pa.ArrowException):
                raise _why_it_ended(child.status(), limits) from None


@contextmanager
def _child(request: bytes, limits: Limits) -> Iterator[tuple[Begun, IO[bytes]]]:
    """The process and its answers' channel; ended with the block or a while after its time, whatever it
    does."""
    readable, writable = os.pipe()
    with tempfile.TemporaryFile() as asked, os.fdopen(readable, "rb") as answers:
        asked.write(request)
        asked.seek(0)
        try:
            child = TEMPLATE.begin(asked, writable)
        finally:
            os.close(writable)
        timer = threading.Timer(limits.seconds + 2 * GRACE_SECONDS, child.kill)
        timer.daemon = True
        timer.start()
        try:
            yield child, answers
        finally:
            timer.cancel()
            child.kill()


def _typed(value: object) -> tuple[str, object]:
    if isinstance(value, date):
        return ("datetime" if isinstance(value, datetime) else "date"), value.isoformat()
    return "plain", value


def _read(channel: IO[bytes], limits: Limits, started: float) -> Answer:
    head = _line(channel, limits)
    stream = pa.ipc.open_stream(channel)
    batches, room = [], 2 * limits.answer_mb * MEGABYTE
    for batch in stream:
        room -= batch.nbytes
        if room < 0:
            raise EOFError
        batches.append(batch)
    end = _line(channel, limits)
    table = pa.Table.from_batches(batches, stream.schema)
    return Answer(table, head["types"], end["cut"], time.monotonic() - started)


def _line(channel: IO[bytes], limits: Limits) -> dict[str, Any]:
    """One line of the child's; raises what it tells of."""
    line = channel.readline()
    if not line:
        raise EOFError
    told: dict[str, Any] = json.loads(line)
    error = told.get("error")
    if error == "InterruptException":
        raise _too_long(limits)
    if error in ("OutOfMemoryException", "ArrowMemoryError"):
        raise _too_much_memory(limits)
    if error is not None:
        raise who_holds(told["detail"]) or NotAnswered(error, told["detail"])
    return told


def _why_it_ended(status: int, limits: Limits) -> PalError:
    """From a process that ended without a last word to a line: by its alarm, or by what it could not get."""
    if -status in (signal.SIGALRM, signal.SIGKILL, signal.SIGXCPU):
        return _too_long(limits)
    return _too_much_memory(limits)


def _too_long(limits: Limits) -> TooLong:
    return TooLong(
        f"La domanda ha superato {limits.seconds:g} s ed è stata interrotta: restringerla, "
        "oppure alzare il limite con --timeout."
    )


def _too_much_memory(limits: Limits) -> TooMuchMemory:
    return TooMuchMemory(
        f"La domanda vuole più di {limits.memory_mb} MB di memoria, oppure non è permessa, ed è stata fermata: "
        "restringerla."
    )
