"""Twenty readers of a publication while the next ones are published; run as a script: one process of them."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from publication.reader import Publication, open_published
from storage.home import PROJECT, Home
from warehouse.publish import publish
from warehouse.settings import BuildSettings
from warehouse.state import Build, open_warehouse

PROCESSES, THREADS = 4, 5
QUESTION = """
select
    (select value from meta where key = 'build_id') as build_id,
    (select value::bigint from meta where key = 'rows:fct_kpi_evidence') as stated,
    (select count(*) from fct_kpi_evidence) as counted,
    (select value::bigint from kpi(code := 'firms_reached')) as firms
"""

Answer = tuple[str, int, int, int]


@dataclass(frozen=True)
class Seen:
    """What one process of readers saw: each of its readers' distinct answers, and how often it asked."""

    answers: list[set[Answer]]
    questions: int


@contextmanager
def twenty_readers(home: Path) -> Iterator[Callable[[], list[Seen]]]:
    """Readers that ask until the yielded function is called, which gives what each process saw."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, __file__, str(home)]
    with ExitStack() as stack:
        readers = [
            stack.enter_context(
                subprocess.Popen(
                    command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
                )
            )
            for _ in range(PROCESSES)
        ]
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "reading\n"
        yield lambda: [_stop(reader) for reader in readers]


def _stop(reader: "subprocess.Popen[str]") -> Seen:
    printed, _ = reader.communicate("\n")
    assert reader.returncode == 0, "a reader failed: its error is on standard error"
    told = json.loads(printed)
    return Seen([{tuple(answer) for answer in answers} for answers in told["answers"]], told["questions"])


def publish_next(home: Path, number: int) -> tuple[str, Answer]:
    """Take the evidence of one firm that counts out of the warehouse and publish that as the next build; its answer."""
    settings = BuildSettings()
    with open_published(Home(home)) as publication:
        [(firm_id,)] = publication.query(
            "select min(subject_id) from kpi_evidence(code := 'firms_reached')"
        ).rows
    with open_warehouse(home / "warehouse.duckdb", settings, home / "tmp" / "duckdb") as con:
        con.execute(
            "delete from marts.fct_kpi_evidence where kpi_code = 'firms_reached' and subject_id = ?",
            [firm_id],
        )
        build = Build.begin(f"{number:06d}", "test", settings.build_date)
        publish(con, Home(home), build, settings)
    return build.build_id, true_answer(home)


def true_answer(home: Path) -> Answer:
    """What the current publication answers while nobody publishes."""
    with open_published(Home(home)) as publication:
        [answer] = publication.query(QUESTION).rows
    return answer[0], answer[1], answer[2], answer[3]


def _read_until_told(home: Home) -> None:
    os.nice(10)  # so that publishing, not reading, sets the pace
    told = threading.Event()
    begun = threading.Barrier(THREADS + 1)
    with ThreadPoolExecutor(THREADS) as pool:
        readers = [pool.submit(_read, home, told, begun) for _ in range(THREADS)]
        begun.wait()
        print("reading", flush=True)
        sys.stdin.readline()
        told.set()
        seen = [reader.result() for reader in readers]
    answers = [sorted(answers) for answers, _ in seen]
    print(json.dumps({"answers": answers, "questions": sum(count for _, count in seen)}))


def _read(home: Home, told: threading.Event, begun: threading.Barrier) -> tuple[set[Answer], int]:
    """Ask, twice a connection; once more after being told to stop, when all is published."""
    answers: set[Answer] = set()
    count = 0
    is_last = False
    while not is_last:
        is_last = told.is_set()
        with _opened(home, begun) as publication:
            if count == 0:
                begun.wait()
            for _ in range(2):
                answer = next(publication.query(QUESTION).rows)
                if answer[0] != publication.build_id or answer[0] not in publication.path.name:
                    raise SystemExit(f"{publication.path}: {answer}")
                answers.add(answer)
                count += 1
    return answers, count


def _opened(home: Home, begun: threading.Barrier) -> Publication:
    """The publication; who cannot open it lets nobody wait for him."""
    try:
        return open_published(home)
    except BaseException:
        begun.abort()
        raise


if __name__ == "__main__":
    _read_until_told(Home(Path(sys.argv[1])))
