"""A publication shared in every way, and the same question asked of each beside the local file."""

import os
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import duckdb

from deploy.servers import object_store, postgres, web_server
from publication.files import current_build_id, published_file
from publication.lake import attach_lake, extension_file, read_lake
from publication.mirror import follow
from storage.home import Home
from storage.literals import sql_literal
from warehouse.lake import publish_to_lake
from warehouse.publish import macro_statements
from warehouse.settings import BuildSettings
from warehouse.sharing import share_publication

SHARING = ["firms", "read from", "published in", "first answer", "warm", "warm, ratio to the local file"]
QUESTION = "from kpi_by_province(code := 'firms_reached')"
WARM = 5
TOKEN, KEY, SECRET = "benchmark", "writer", "benchmark"

Open = Callable[[duckdb.DuckDBPyConnection], None]


def measure_sharing(folder: Path, home: Home, firms: int) -> list[list[str]]:
    """Rows of SHARING. First: from nothing, the copy fetched or the place attached, to the answer; all in one run."""
    folder.mkdir()
    for entered in (folder, folder.parent):
        entered.chmod(0o711)  # PostgreSQL runs as another user
    shared = folder / "shared"
    settings = BuildSettings()
    with ExitStack() as stack:
        store = stack.enter_context(object_store(folder / "s3", {KEY: (SECRET, ["Admin"])}, "pal"))
        web = stack.enter_context(web_server(folder / "web", shared, TOKEN))
        catalog = str(folder / "pal.ducklake")
        if os.geteuid() == 0:
            catalog = "postgres:" + stack.enter_context(postgres(folder / "postgres", "pal"))
        os.environ |= {
            "PAL_TOKEN": TOKEN, "AWS_ENDPOINT_URL": store, "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET, "XDG_CACHE_HOME": str(folder / "cache"),
        }  # fmt: skip
        file = _seconds(lambda: share_publication(home, settings, str(shared), web))
        bucket = _seconds(lambda: share_publication(home, settings, "s3://pal/published"))
        lake = _seconds(lambda: publish_to_lake(home, settings, catalog, "s3://pal/lake", 400))
        build_id = current_build_id(home) or ""
        macros = macro_statements(settings, build_id)
        places: list[tuple[str, float | None, Open]] = [
            ("the local file", None, lambda con: _use(con, published_file(home, build_id))),
            ("HTTPS's stand-in, fetched", file, lambda con: _use(con, _current(follow(web)))),
            ("the same, attached in place", file, lambda con: _attach(con, shared / "current.sql")),
            ("a bucket, fetched", bucket, lambda con: _use(con, _current(follow("s3://pal/published")))),
            ("a lake, fetched", lake, lambda con: _use(con, _current(read_lake(catalog)))),
            ("the lake in place", lake, lambda con: _ask_in_place(con, catalog, macros)),
        ]
        measured = [(name, seconds, *_ask(open_place)) for name, seconds, open_place in places]
    local = measured[0][3]
    return [
        [f"{firms:,}", name, f"{seconds:.1f} s" if seconds is not None else "", f"{first:.2f} s",
         f"{warm * 1000:,.0f} ms", f"{warm / local:.2f}"]
        for name, seconds, first, warm in measured
    ]  # fmt: skip


def _ask(open_place: Open) -> tuple[float, float]:
    """Seconds of the first answer, from nothing, and the median of those that follow."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as con:
        first = _seconds(lambda: (open_place(con), con.execute(QUESTION).fetchall()))
        warm = statistics.median(_seconds(lambda: con.execute(QUESTION).fetchall()) for _ in range(WARM))
    return first, warm


def _seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def _current(home: Home) -> Path:
    return published_file(home, current_build_id(home) or "")


def _use(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    con.execute(f"attach {sql_literal(str(path))} as pal (read_only)")
    con.execute("use pal")


def _attach(con: duckdb.DuckDBPyConnection, statements: Path) -> None:
    con.execute(f"load {sql_literal(str(extension_file('httpfs')))}")
    con.execute(f"create secret (type http, bearer_token {sql_literal(TOKEN)})")
    con.execute(statements.read_text(encoding="utf-8"))


def _ask_in_place(con: duckdb.DuckDBPyConnection, catalog: str, macros: list[str]) -> None:
    """The lake's tables as views, and the macros, which a lake does not keep, over them."""
    attach_lake(con, catalog)
    for (table,) in con.execute(
        "select table_name from duckdb_tables() where database_name = 'lake'"
    ).fetchall():
        con.execute(f'create view "{table}" as from lake.main."{table}"')
    for statements in macros:
        con.execute(statements)
