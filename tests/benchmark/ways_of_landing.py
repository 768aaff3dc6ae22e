"""One way of landing one file in a DuckDB file: `python -m tests.benchmark.ways_of_landing WAY FILE FOLDER`.

Prints the seconds that the work took, checkpoint included, once the same process has taken a small file of
the kind: libraries are loaded by then.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.benchmark.inputs import write_contacts, write_contacts_workbook
from warehouse.state import WRITING


def land_with_pal(file: Path, folder: Path) -> float:
    """Our own landing of an archived delivery: layout, row kinds, canonical columns."""
    from ingest.archive import Archive
    from ingest.landing import land
    from ingest.receiving import receive_inbox

    inbox = folder / "inbox" / "lecco"
    inbox.mkdir(parents=True)
    (inbox / file.name).write_bytes(file.read_bytes())
    archive = Archive(folder / "archive")
    receive_inbox(folder / "inbox", archive)
    con = duckdb.connect(folder / "pal.duckdb", config={"threads": "2", **WRITING})
    start = time.perf_counter()
    landed = land(con, archive, None)
    con.execute("checkpoint")
    seconds = time.perf_counter() - start
    if [one.status for one in landed] != ["landed"]:
        raise RuntimeError(f"not landed: {landed}")
    return seconds


def land_with_duckdb(file: Path, folder: Path) -> float:
    """The limit for text: DuckDB's own load, everything text."""
    con = duckdb.connect(folder / "limit.duckdb", config={"threads": 2})
    start = time.perf_counter()
    con.execute(f"create table t as select * from read_csv('{file}', all_varchar = true)")
    con.execute("checkpoint")
    return time.perf_counter() - start


def read_with_calamine(file: Path, folder: Path) -> float:
    """The limit for spreadsheets: python-calamine's bare read, nothing kept."""
    import python_calamine

    start = time.perf_counter()
    python_calamine.load_workbook(file).get_sheet_by_index(0).to_python()
    return time.perf_counter() - start


def land_with_pandas(file: Path, folder: Path) -> float:
    """What a user would write: pandas (openpyxl for XLSX), then a DuckDB table."""
    import pandas as pd

    con = duckdb.connect(folder / "pandas.duckdb", config={"threads": 2})
    start = time.perf_counter()
    if file.suffix == ".xlsx":
        frame = pd.read_excel(file, dtype=str, keep_default_na=False, engine="openpyxl")
    else:
        frame = pd.read_csv(file, sep=";", dtype=str, keep_default_na=False)
    con.register("frame", frame)
    con.execute("create table t as select * from frame")
    con.execute("checkpoint")
    return time.perf_counter() - start


def land_with_dlt(file: Path, folder: Path) -> float:
    """dlt's fastest CSV reader (DuckDB and Arrow) and its DuckDB destination."""
    import dlt
    from dlt.sources.filesystem import filesystem, read_csv_duckdb

    start = time.perf_counter()
    pipeline = dlt.pipeline(
        "bench",
        pipelines_dir=str(folder / "dlt"),
        destination=dlt.destinations.duckdb(str(folder / "dlt.duckdb")),
        dataset_name="raw",
    )
    files = filesystem(bucket_url=file.parent.as_uri(), file_glob=file.name)
    rows = files | read_csv_duckdb(use_pyarrow=True, all_varchar=True)
    pipeline.run(rows.with_name("t"))
    return time.perf_counter() - start


WAYS: dict[str, Callable[[Path, Path], float]] = {
    "pal": land_with_pal,
    "duckdb": land_with_duckdb,
    "calamine": read_with_calamine,
    "pandas": land_with_pandas,
    "dlt": land_with_dlt,
}


def main(way: str, file: Path, folder: Path) -> None:
    """Take a small file, then the given one, and print the seconds of the latter."""
    small = folder / "small" / file.name
    small.parent.mkdir()
    if file.suffix == ".xlsx":
        write_contacts_workbook(small, 100)
    else:
        write_contacts(small, 100)
    WAYS[way](small, small.parent)
    print(WAYS[way](file, folder))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
