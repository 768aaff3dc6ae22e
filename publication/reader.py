"""Read what is published: the current copy, opened read-only, cut off from files and network."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from publication.files import private_file
from publication.sources import ATTEMPTS, Source, published
from publication.unchanged import check_unchanged
from storage.errors import PalError, TooLong
from storage.holders import who_holds
from storage.home import Home
from storage.scratch import own_scratch

Parameters = Sequence[object] | Mapping[str, object]

_MEMORY_LIMIT = "1GB"
_THREADS = 2
_BATCH = 5_000


@dataclass(frozen=True)
class Answer:
    """A query's column names and its rows, which can be gone through once."""

    columns: list[str]
    rows: Iterator[tuple[Any, ...]]

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows as flat objects."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


class Publication:
    """One published file (or edition), always the main database of its own connection.

    Safe for several threads: each query has a cursor of its own. Close it, or use it with `with`.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.connection = connection
        self.meta: dict[str, str] = dict(connection.execute("select key, value from meta").fetchall())

    @property
    def build_id(self) -> str:
        """The build that this publication comes from."""
        return self.meta["build_id"]

    def query(self, sql: str, parameters: Parameters | None = None, timeout: float | None = None) -> Answer:
        """Run one query and give all its rows, fetched as they are gone through.

        Raises TooLong where query and reading together take more than `timeout` seconds.
        """
        cursor = self.connection.cursor()
        deadline = _Deadline(cursor, timeout)
        with deadline.watch():
            cursor.execute(sql, parameters)
        columns = [column[0] for column in cursor.description or ()]
        return Answer(columns, _fetch(cursor, deadline) if columns else iter(()))

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[dict[str, Any]]:
        """All rows of a query as flat objects."""
        return list(self.query(sql, parameters).dicts())

    def values(self, sql: str, parameters: Parameters | None = None) -> list[Any]:
        """The first column of a query."""
        return [row[0] for row in self.query(sql, parameters).rows]

    def has_table(self, name: str) -> bool:
        """Whether a table (in an edition: a view on one) of this name is in the publication."""
        return name in self.values(
            "select table_name from duckdb_tables() union all select view_name from duckdb_views()"
        )

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def __enter__(self) -> "Publication":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_published(home: Home | None = None, private: bool = False) -> Publication:
    """Open the current publication, or its private twin; raises NotPublished before the first one.

    The pointer may move and old files go while we look: then it is read again.
    """
    home = home or Home.from_environment()
    for _ in range(ATTEMPTS):
        source = published(home, private)
        try:
            return open_file(Path(source.database))
        except FileNotFoundError:
            continue
    raise PalError(f"I file pubblicati in {home.published} cambiano di continuo: riprovare tra poco.")


@contextmanager
def open_twin(home: Home, build_id: str) -> Iterator[Publication | None]:
    """The private twin of a build, for as long as the block lasts; None where it is no longer kept."""
    try:
        twin = open_old(private_file(home, build_id))
    except FileNotFoundError:
        yield None
        return
    with twin:
        yield twin


def open_old(path: Path) -> Publication:
    """Open a publication that is kept, as it was published; raises FileNotFoundError once it is not."""
    check_unchanged(path)
    return open_file(path)


def open_file(path: Path) -> Publication:
    """Open a publication by its path (a copy written by `pal rebuild --into`); raises Held."""
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        connection = duckdb.connect(
            path,
            read_only=True,
            config={
                **Source(str(path)).config,
                "memory_limit": _MEMORY_LIMIT,
                "threads": _THREADS,
                "temp_directory": own_scratch(),
            },
        )
    except duckdb.IOException as error:
        if not path.exists():
            raise FileNotFoundError(path) from None
        raise who_holds(str(error)) or error from None
    return Publication(path, connection)


class _Deadline:
    """Interrupts one cursor once its time is over."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, seconds: float | None) -> None:
        self._cursor = cursor
        self._seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Interrupt what the block runs when the time is over; raises TooLong."""
        if self._end is None:
            yield
            return
        timer = threading.Timer(max(0.0, self._end - time.monotonic()), self._cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except duckdb.InterruptException:
            if time.monotonic() < self._end:
                raise
            raise TooLong(
                f"La domanda ha superato {self._seconds:g} secondi ed è stata interrotta: restringerla, "
                "oppure alzare il limite con --timeout."
            ) from None
        finally:
            timer.cancel()
            timer.join()  # a thread that outlives the interpreter ends the process with an error


def _fetch(cursor: duckdb.DuckDBPyConnection, deadline: _Deadline) -> Iterator[tuple[Any, ...]]:
    while True:
        with deadline.watch():
            batch = cursor.fetchmany(_BATCH)
        if not batch:
            return
        yield from batch
