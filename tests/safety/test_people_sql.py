"""A person's own SQL cannot read or write a file, change anything, or take more than it may; and others go on."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hostile_asking import MEMORY_MB, ask
from thorough import every

from publication.people_sql import Answer, Limits, NotAnswered, ask_apart
from publication.people_sql.asking import TEMPLATE
from publication.sources import Source
from publication.spreadsheets import write_csv, write_xlsx
from storage.errors import TooLong
from storage.home import Home


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one database of two columns."""
    folder = tmp_path_factory.mktemp("asked")
    with duckdb.connect(folder / "asked.duckdb") as connection:
        connection.execute("create table x as select range as a, 'b' || range as b from range(100000)")
    return folder


@pytest.fixture
def source(folder: Path) -> Source:
    """The database as people's questions open it."""
    return Source(str(folder / "asked.duckdb"))


@every(4)
def test_every_hostile_statement_is_refused_stopped_or_harmless(
    source: Source, folder: Path, step: int
) -> None:
    database = Path(source.database)
    before = hashlib.sha256(database.read_bytes()).digest()
    script = Path(__file__).with_name("hostile_asking.py")
    asked = subprocess.run([sys.executable, script, folder, str(step)], stdout=subprocess.PIPE, check=True)
    told = json.loads(asked.stdout)
    assert told["asked"] >= 180
    assert not told["wrong"]
    assert hashlib.sha256(database.read_bytes()).digest() == before
    assert {path.name for path in folder.iterdir()} == {"asked.duckdb", "logs"}
    assert told["largest_mb"] < MEMORY_MB + 250, "the libraries take some 100 MB, the question its limit"


def test_an_answer_is_whole_or_says_that_it_is_cut(source: Source, folder: Path) -> None:
    asked = ask_apart(source, "select a, b from x order by a limit 5", home=Home(folder))
    assert (asked.columns, asked.types, asked.cut) == (["a", "b"], ["BIGINT", "VARCHAR"], None)
    assert list(asked.rows()) == [(number, f"b{number}") for number in range(5)]
    rows = ask_apart(source, "from x", limits=Limits(rows=1_000), home=Home(folder))
    assert (rows.table.num_rows, rows.cut) == (1_000, "rows")
    assert "1.000 righe" in (rows.cut_in_words or "")
    size = ask_apart(source, "select repeat('x', 1000) from x", limits=Limits(answer_mb=1), home=Home(folder))
    assert 500 < size.table.num_rows < 1_100
    assert size.cut == "size"


ODD = (
    "[1]", "[date 'infinity']", "row(1, 2)", "{'a': interval 1 day}", "map {'a': 1}", "date 'infinity'",
    "date '25000-01-01'", "timestamp '-infinity'", "timestamp '200000-01-01'", "timestamptz '2012-01-01 00:00:00+00'",
    "interval 5 month", "'x'::blob", "'1'::bit", "'inf'::double", "'nan'::double", "union_value(n := 1)", "null",
    "170141183460469231731687303715884105727::hugeint", "time '12:00'", "'a'::enum('a', 'b')", "true",
)  # fmt: skip


@pytest.mark.parametrize("value", ODD)
def test_an_answer_of_any_type_is_listed_and_written_as_every_file(value: str) -> None:
    with duckdb.connect() as connection:
        answer = Answer(connection.execute(f"select {value} as a, 1 as b").to_arrow_table(), [], None, 0.0)
    [row] = answer.rows()
    assert len(row) == 2
    frame = answer.frame()
    assert "1" in write_csv(frame).decode()
    assert write_xlsx(frame, ["prova"])
    assert answer.parquet()
    assert frame.groupby("a", dropna=False)["b"].sum().tolist() == [1], "what a chart and a pivot do"


def test_parameters_are_values(source: Source, folder: Path) -> None:
    given = {
        "text": "'; drop table x; --",
        "day": date(2012, 2, 29),
        "number": 3,
        "none": None,
        "list": ["a", "b"],
    }
    asked = ask_apart(source, "select $text, $day + 1, $number, $none, $list", given, home=Home(folder))
    [row] = asked.rows()
    assert row == ("'; drop table x; --", date(2012, 3, 1), 3, None, ["a", "b"])


def test_the_child_knows_nothing_of_its_parent(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAL_SECRET", "only here")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    (folder / "duckdb.py").write_text("raise SystemExit('taken')")
    TEMPLATE.end()
    try:
        [row] = ask_apart(source, "select current_setting('home_directory')", home=Home(folder)).rows()
        assert row == ("",)
    finally:
        (folder / "duckdb.py").unlink()


def test_questions_go_on_after_what_they_are_forked_from_was_killed(source: Source, folder: Path) -> None:
    [before] = ask_apart(source, "select 1", home=Home(folder)).rows()
    assert TEMPLATE._process is not None
    killed = TEMPLATE._process.pid
    os.kill(killed, signal.SIGKILL)
    TEMPLATE._process.wait()
    [after] = ask_apart(source, "select 1", home=Home(folder)).rows()
    assert before == after == (1,)
    assert TEMPLATE._process.pid != killed


def test_no_process_is_left_of_who_gave_up_or_was_killed(source: Source, folder: Path) -> None:
    asking = subprocess.Popen([sys.executable, "-c", ENDLESS, str(folder)], start_new_session=True)
    [template] = wait_for(lambda: children(asking.pid))
    [question] = wait_for(lambda: children(template))
    asking.kill()
    asking.wait()
    wait_for(lambda: not is_alive(template) and not is_alive(question))


ENDLESS = """
import sys
from pathlib import Path
from publication.people_sql import ask_apart
from publication.sources import Source
from publication.spreadsheets import write_csv, write_xlsx
from storage.home import Home
home = Home(Path(sys.argv[1]))
sql = "select levenshtein(repeat('a', 900000), repeat('b', 900000))"
ask_apart(Source(sys.argv[1] + "/asked.duckdb"), sql, home=home)
"""


def children(process: int) -> list[int]:
    """The processes that a process has begun and that have not ended."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_alive(process: int) -> bool:
    """Whether it has not ended; one that nobody has waited for yet has."""
    path = Path(f"/proc/{process}/stat")
    return path.exists() and path.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(look: Callable[[], Any]) -> Any:
    """What `look` finds, as soon as it is something."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    pytest.fail("waited in vain")


def test_other_questions_are_answered_while_one_is_stopped(source: Source, folder: Path) -> None:
    endless = "select levenshtein(repeat('a', 300000), repeat('b', 300000))"
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(ask, folder, "stopped", endless)
        for _ in range(3):
            assert list(ask_apart(source, "select count(*) from x", home=Home(folder)).rows()) == [(100_000,)]
        assert isinstance(slow.result(), TooLong)


def test_what_was_asked_is_logged_without_a_person_s_marks(source: Source, tmp_path: Path) -> None:
    home = Home(tmp_path)
    ask_apart(
        source, "select 'RSSMRA80A01F205X', 'mario@example.org' from x limit 3", home=home, asker="anna"
    )
    with pytest.raises(NotAnswered):
        ask_apart(source, "select nothing", home=home, asker="bruno")
    long = "select nothing -- "
    with pytest.raises(NotAnswered):
        ask_apart(source, f"{long:x<19990} RSSMRA80A01F205X", home=home, asker="carla")
    [log] = home.logs.glob("questions-*.jsonl")
    first, second, cut = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert (first["asker"], first["rows"], first["cut"]) == ("anna", 3, None)
    assert (second["asker"], second["error"]) == ("bruno", "BinderException")
    assert "RSSMRA" not in first["sql"]
    assert len(cut["sql"]) == 20_000
    assert "RSSMRA" not in cut["sql"], "a mark that the cut goes through"
    assert "@" not in first["sql"]
    assert log.stat().st_mode & 0o777 == 0o600
