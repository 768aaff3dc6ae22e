"""Lists of firms and contacts landed, built and published; then the macros asked."""

import statistics
import sys
import time
from pathlib import Path

from publication.reader import open_published
from storage.home import Home
from tests.benchmark.inputs import fill_inbox
from tests.benchmark.measuring import PAL, run

BUILDING = ["firms", "`pal ingest`", "`pal build`", "its peak memory", "`pal publish`",
            "`pal refresh`, nothing new, beyond Python's start"]  # fmt: skip
ASKING = ["KPI", "`kpi`, first", "then", "`kpi_by_province`, first", "then"]
HAS_PROBLEMS = (0, 3)  # exit statuses of a run whose deliveries may hold rows to be rejected


def measure_build(folder: Path, firms: int) -> tuple[Home, list[str]]:
    """Land, build and publish `firms` firms with five contacts each; then refresh with nothing new.

    Gives the home and its row of BUILDING.
    """
    home = Home(folder / f"home{firms}")
    fill_inbox(home.inbox, firms)
    ingest = run([*PAL, "ingest"], home.root)
    build = run([*PAL, "build"], home.root)
    publish = run([*PAL, "publish"], home.root)
    nothing = statistics.median(run([*PAL, "refresh"], home.root).seconds for _ in range(3))
    start_up = statistics.median(run([sys.executable, "-c", "pass"]).seconds for _ in range(3))
    return home, [
        f"{firms:,}", f"{ingest.seconds:.1f} s", f"{build.seconds:.1f} s", f"{build.peak_mib:,.0f} MiB",
        f"{publish.seconds:.1f} s", f"{nothing - start_up:.2f} s",
    ]  # fmt: skip


def publish_sample(root: Path, firms: int) -> Home:
    """The made-up deliveries of `firms` firms, landed, built and published."""
    run([*PAL, "sample", "--at-once", "--firms", str(firms)], root)
    run([*PAL, "refresh"], root, accept=HAS_PROBLEMS)
    return Home(root)


def measure_macros(home: Home) -> list[list[str]]:
    """Rows of ASKING: each KPI's value, and its split by province, asked once and once more."""
    table = []
    with open_published(home) as publication:
        con = publication.connection
        codes = con.execute("select kpi_code from dim_kpis order by sort_order").fetchall()
        for (code,) in codes:
            row = [str(code)]
            for macro in ("kpi", "kpi_by_province"):
                for _ in range(2):
                    start = time.perf_counter()
                    con.execute(f"from {macro}(code := '{code}')").fetchall()
                    row.append(f"{(time.perf_counter() - start) * 1000:,.0f} ms")
            table.append(row)
    return table
