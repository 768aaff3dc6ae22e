"""Twenty analysts ask mixed questions while publications happen, through `people_sql` as the dashboard does, and with
DuckDB's own command line on the same files.
"""

import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from publication.files import current_build_id, point_to, published_file, remove_old
from publication.people_sql import Limits, ask_apart
from publication.sources import published
from publication.unchanged import close_published
from storage.home import Home

ANALYSTS = ["firms", "asked through", "questions", "p50", "p95", "ratio to the command line, p50", "p95"]
SESSIONS, EACH, ROUNDS = 20, 4, 2
PUBLISHING_PAUSE = 10.0  # seconds
QUESTIONS = (
    "from kpi(code := 'firms_reached')",
    "from kpi_by_province(code := 'firms_assisted')",
    "select partner_code, value from kpi_by_partner(code := 'contacts_held', province := 'LC')",
    "from kpi_by_month(code := 'firms_reached', partner := 'lecco')",
    "select size_class, count(*) as firms from dim_firms group by 1 order by 2 desc",
    "select contact_kind, count(*) as contacts from fct_contacts where contact_date >= date '2012-06-01' group by 1",
    "select count(distinct subject_id) from kpi_evidence(code := 'firms_assisted', province := 'LC')",
    "select municipality_name, count(*) from dim_firms inner join firm_partners using (firm_id) group by 1 order by 2",
)
Ask = Callable[[Home, str], None]


def measure_analysts(folder: Path, home: Home, firms: int) -> list[list[str]]:
    """Rows of ANALYSTS, the ways taken in turn; raises where a question fails. `home` stays as it is."""
    own = Home(folder / f"analysts{firms}")
    own.published.mkdir(parents=True)
    build_id = current_build_id(home) or ""
    shutil.copyfile(published_file(home, build_id), published_file(own, build_id))
    close_published(published_file(own, build_id))
    point_to(own, build_id)
    ways: dict[str, Ask] = {"`pal`": ask_ours, "DuckDB's command line": ask_command_line}
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(ROUNDS):
        for place, (way, ask) in enumerate(ways.items()):
            taken[way] += ask_together(own, ask, number * len(ways) + place)
    figures = {
        way: (statistics.median(all_), statistics.quantiles(all_, n=20)[-1]) for way, all_ in taken.items()
    }
    limit = figures["DuckDB's command line"]
    return [
        [f"{firms:,}", way, f"{len(taken[way])}", f"{p50:.2f} s", f"{p95:.2f} s", f"{p50 / limit[0]:.2f}",
         f"{p95 / limit[1]:.2f}"]
        for way, (p50, p95) in figures.items()
    ]  # fmt: skip


def ask_together(home: Home, ask: Ask, taking: int) -> list[float]:
    """Seconds of every question of twenty sessions at once, while one publication follows the other."""
    is_over = threading.Event()

    def publish() -> None:
        number = 0
        while not is_over.wait(PUBLISHING_PAUSE):
            publish_next(home, taking * 1000 + number)
            number += 1

    def session(number: int) -> list[float]:
        seconds = []
        for place in range(EACH):
            start = time.perf_counter()
            ask(home, QUESTIONS[(number + place) % len(QUESTIONS)])
            seconds.append(time.perf_counter() - start)
        return seconds

    with ThreadPoolExecutor(SESSIONS + 1) as pool:
        publisher = pool.submit(publish)
        try:
            return [one for seconds in pool.map(session, range(SESSIONS)) for one in seconds]
        finally:
            is_over.set()
            publisher.result()


def ask_ours(home: Home, sql: str) -> None:
    """A question as the dashboard asks a person's."""
    ask_apart(published(home), sql, limits=Limits(seconds=600), asker="benchmark", home=home)


def ask_command_line(home: Home, sql: str) -> None:
    """The same question in a process of DuckDB's own, with the threads that ours has."""
    program = Path(sys.executable).with_name("duckdb")
    path = published_file(home, current_build_id(home) or "")
    command = [str(program), "-readonly", "-csv", "-cmd", "set threads = 2", str(path), sql]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def publish_next(home: Home, number: int) -> None:
    """Publish the same figures as another build; as many stay as at home."""
    current = current_build_id(home) or ""
    build_id = f"{20300101000000 + number}-{number:06d}"
    path = published_file(home, build_id)
    copied = path.with_name(f".{path.name}")
    shutil.copyfile(published_file(home, current), copied)
    with duckdb.connect(copied) as con:
        con.execute("update meta set value = ? where key = 'build_id'", [build_id])
    copied.rename(path)
    close_published(path)
    point_to(home, build_id)
    remove_old(home)
