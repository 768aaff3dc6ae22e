"""`make bench`: measures side by side in one run and writes docs/benchmarks.md.

`--firms 10000 100000` measures fewer sizes; the default is 10,000, 100,000 and 1,000,000.
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmark.inputs import fill_inbox, write_contacts, write_contacts_workbook
from tests.benchmark.measuring import PAL, PROJECT, compare_landings, machine, run
from warehouse.reader import open_published
from warehouse.settings import Home

CSV_ROWS, XLSX_ROWS, ROUNDS = 1_000_000, 100_000, 3
Table = list[list[str]]
LANDING = ["file", "ours", "limit", "ratio to the limit", "what a user would pick instead"]
BUILDING = ["firms", "`pal ingest`", "`pal build`", "its peak memory", "`pal publish`",
            "`pal refresh`, nothing new, beyond Python's start"]  # fmt: skip
ASKING = ["KPI", "`kpi`, first", "then", "`kpi_by_province`, first", "then"]


def measure_landings(folder: Path) -> Table:
    """A million CSV rows of one and of two record types, in three encodings, and a workbook."""
    contacts, attendance, workbook = (folder / name for name in ("c.csv", "a.csv", "a.xlsx"))
    write_contacts(contacts, CSV_ROWS)
    write_contacts(attendance, CSV_ROWS, with_firm=True)
    write_contacts_workbook(workbook, XLSX_ROWS)
    text = contacts.read_text(encoding="utf-8")
    windows, excel = folder / "windows.csv", folder / "excel.txt"
    windows.write_text(text, encoding="cp1252")
    excel.write_text(text.replace(";", "\t"), encoding="utf-16")
    return [
        compare("1 M rows of CSV, contacts", contacts, contacts, "duckdb", 1.5, ["pandas", "dlt"]),
        compare("the same in cp1252", windows, contacts, "duckdb", 2.0, []),
        compare("the same as UTF-16 text from Excel", excel, contacts, "duckdb", 2.0, []),
        compare(
            "1 M rows of CSV, contacts and firms", attendance, attendance, "duckdb", 1.5, ["pandas", "dlt"]
        ),
        compare("100,000 rows of XLSX, contacts and firms", workbook, workbook, "calamine", 2.0, ["pandas"]),
    ]


def compare(
    title: str, file: Path, limit_file: Path, limit: str, allowed: float, peers: list[str]
) -> list[str]:
    """One line of the table: ours on `file`, the limit on `limit_file`, the peers on `file`."""
    seconds = compare_landings({"pal": file, limit: limit_file, **dict.fromkeys(peers, file)}, ROUNDS)
    ours = seconds["pal"]
    ratio = ours / seconds[limit]
    verdict = "held" if ratio <= allowed else "missed"
    beside = ", ".join(f"{peer} {seconds[peer]:.1f} s ({seconds[peer] / ours:.1f} × ours)" for peer in peers)
    return [title, f"{ours:.2f} s", f"{limit} {seconds[limit]:.2f} s",
            f"{ratio:.2f} (≤ {allowed}: {verdict})", beside]  # fmt: skip


def measure_build(folder: Path, firms: int) -> tuple[Home, list[str]]:
    """Land, build and publish `firms` firms with five contacts each; then refresh with nothing new."""
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


def measure_macros(home: Home) -> Table:
    """Each KPI's value, and its split by province: the first answer and the median of three more."""
    table: Table = []
    with open_published(home) as publication:
        con = publication.connection
        codes = [
            str(code)
            for (code,) in con.execute("select kpi_code from dim_kpis order by sort_order").fetchall()
        ]
        for code in codes:
            row = [code]
            for macro in ("kpi", "kpi_by_province"):
                seconds = []
                for _ in range(4):
                    start = time.perf_counter()
                    con.execute(f"from {macro}(code := '{code}')").fetchall()
                    seconds.append(time.perf_counter() - start)
                row += [f"{seconds[0] * 1000:,.0f} ms", f"{statistics.median(seconds[1:]) * 1000:,.0f} ms"]
            table.append(row)
    return table


def as_markdown(headings: list[str], rows: Table) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    sizes = parser.parse_args().firms
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        landings = measure_landings(folder)
        builds = [measure_build(folder, firms) for firms in sizes]
        macros = measure_macros(builds[-1][0])
    page = f"""# Speed and memory

Measured by `make bench` on {date.today():%d/%m/%Y}: {machine()}.
Every row of a table was taken in one run, the ways in turn; such machines are noisy, so read the ratios.
Seconds of landing are inside one process that has taken a small file before, checkpoint included.

## Landing
{as_markdown(LANDING, landings)}

`duckdb` is DuckDB's own `read_csv(all_varchar)` of the UTF-8 file into a table, `calamine` python-calamine's
bare read of the workbook with nothing kept; `pandas` reads (with openpyxl for XLSX) and copies into a DuckDB
table.

## Building
Firms with five contacts each, deliveries of eight partners. Peak memory is that of the largest process.

{as_markdown(BUILDING, [row for _, row in builds])}

## Asking
Each macro at {sizes[-1]:,} firms: the first answer, and the median of three more.

{as_markdown(ASKING, macros)}
"""
    (PROJECT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
