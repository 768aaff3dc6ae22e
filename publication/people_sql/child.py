"""The process that runs one question, forked from one that was started as a script, cut off from the project, the
environment and files.

Reads one JSON line on standard input and answers on standard output: a JSON line with the columns' types, an
Arrow stream, a JSON line that says how it ended. What it may take is set before the question is looked at,
and held by the kernel; so it imports nothing of ours.
"""

import json
import os
import resource
import select
import signal
import socket
import sys
import threading
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import duckdb
import pyarrow as pa
import pyarrow.ipc

GRACE_SECONDS = 2
_MEGABYTE = 1 << 20
_SPILL_MB = 4096
_OPEN_FILES = 512
_BATCH_ROWS = 20_000
_READS = {"SELECT", "EXPLAIN"}


def main() -> None:
    """Fork a process for each message on standard input, a socket: it brings the request, the channel of its answer,
    and a pipe to be told how the process ended. Whom nobody waits for at its pipe's other end is ended."""
    messages, poll = socket.socket(fileno=os.dup(0)), select.poll()
    poll.register(messages, select.POLLIN)
    processes: dict[int, int] = {}  # by their pipes
    pipes: dict[int, int] = {}  # by their processes' descriptors, which can be read when these have ended
    while True:
        descriptor, _ = poll.poll()[0]  # one at a time: the next may take the number of what this one closes
        if descriptor in pipes:
            pipe = pipes.pop(descriptor)
            _, status = os.waitpid(processes.pop(pipe), 0)
            with suppress(BrokenPipeError):
                os.write(pipe, status.to_bytes(4, "little"))
            poll.unregister(descriptor)
            with suppress(KeyError):
                poll.unregister(pipe)
            os.close(descriptor)
            os.close(pipe)
        elif descriptor in processes:
            os.kill(processes[descriptor], signal.SIGKILL)
            poll.unregister(descriptor)
        else:
            _, received, *_ = socket.recv_fds(messages, 1, 3)
            if not received:
                break
            request, answer, pipe = received
            process = os.fork() or _become_question(request, answer)
            os.close(request)
            os.close(answer)
            processes[pipe] = process
            ended = os.pidfd_open(process)
            pipes[ended] = pipe
            poll.register(ended, select.POLLIN)
            poll.register(pipe, 0)
    for process in processes.values():
        os.kill(process, signal.SIGKILL)


def _become_question(request: int, answer: int) -> NoReturn:
    """In a process just forked: answer, and know nothing of the others."""
    status = 1
    try:
        os.setsid()
        os.dup2(request, 0)
        os.dup2(answer, 1)
        os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        _answer_question()
        status = 0
    finally:
        os._exit(status)


def _answer_question() -> None:
    """Answer the one question; an error is an answer too."""
    request = json.loads(sys.stdin.readline())
    out = _keep_channel()
    _set_limits(request["limits"], request["config"]["threads"])
    try:
        _answer(request, out)
    except (duckdb.Error, pa.ArrowException) as error:
        _say(out, error=type(error).__name__, detail=str(error))
    except MemoryError:
        _say(out, error="OutOfMemoryException", detail="")


def _keep_channel() -> BinaryIO:
    """The answer's channel; whatever else is printed, by a log or a library, goes nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return out


def _set_limits(limits: dict[str, Any], threads: int) -> None:
    """Memory above what the libraries take, processor time, files, and an alarm that no code can hold off."""
    seconds = limits["seconds"]
    space = _address_space() + limits["memory_mb"] * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    processor = int((seconds + GRACE_SECONDS) * threads) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_SPILL_MB * _MEGABYTE, _SPILL_MB * _MEGABYTE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS)


def _address_space() -> int:
    status = Path("/proc/self/statm")
    pages = int(status.read_text().split()[0]) if status.exists() else 0
    return pages * resource.getpagesize()


def _answer(request: dict[str, Any], out: BinaryIO) -> None:
    limits = request["limits"]
    with duckdb.connect(request["database"], config=request["config"], **request["mode"]) as connection:
        for statement in request["setup"]:
            connection.execute(statement)
        _check(request["sql"])
        timer = threading.Timer(limits["seconds"], connection.interrupt)
        timer.daemon = True
        timer.start()
        connection.execute(request["sql"], _parameters(request["parameters"]))
        _say(out, types=[str(column[1]) for column in connection.description or ()])
        cut = _send(connection.to_arrow_reader(_BATCH_ROWS), out, limits)
        timer.cancel()
        _say(out, cut=cut)


def _check(sql: str) -> None:
    """One statement that reads. (A PIVOT makes its own type first: a statement without a text.)"""
    statements = [
        one for one in duckdb.extract_statements(sql) if not (one.type.name == "CREATE" and not one.query)
    ]
    if not statements:
        raise duckdb.ParserException("Parser Error: manca la domanda")
    if len(statements) > 1:
        raise duckdb.PermissionException("Permission Error: una domanda alla volta, senza altro dopo il ;")
    kind = statements[0].type.name
    if kind not in _READS:
        raise duckdb.PermissionException(f"Permission Error: {kind} non è una lettura")


def _parameters(given: dict[str, Any]) -> dict[str, Any]:
    readers = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}
    return {name: readers[kind](value) if kind in readers else value for name, (kind, value) in given.items()}


def _send(reader: pa.RecordBatchReader, out: BinaryIO, limits: dict[str, Any]) -> str | None:
    """Write batches until the answer is whole or a limit is reached; gives the limit."""
    rows, size = limits["rows"], limits["answer_mb"] * _MEGABYTE
    with pa.ipc.new_stream(out, reader.schema) as stream:
        for batch in reader:
            sent = batch.slice(0, rows)
            while sent.num_rows and pa.ipc.get_record_batch_size(sent) > size:
                sent = sent.slice(0, sent.num_rows // 2)
            if sent.num_rows:
                stream.write_batch(sent)
            if sent.num_rows < batch.num_rows:
                return "rows" if sent.num_rows == rows else "size"
            rows -= sent.num_rows
            size -= pa.ipc.get_record_batch_size(sent)
    return None


def _say(out: BinaryIO, **facts: Any) -> None:
    out.write(json.dumps(facts).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
