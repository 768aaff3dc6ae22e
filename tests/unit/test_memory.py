"""The process that writes has a wall of memory, and loses it when it has written."""

import resource
import subprocess
import sys

import pytest

from command.memory import within_memory

GREEDY = """
import resource
from command.memory import within_memory
try:
    with within_memory({limit!r}):
        bytearray({wanted})
    print("taken")
except MemoryError:
    print("refused", resource.getrlimit(resource.RLIMIT_AS) == {before})
"""


@pytest.mark.parametrize(
    ("limit", "wanted", "said"),
    [
        ("100MB", 5 * 1024**3, "refused True"),
        ("2 GB", 7 * 10**9, "refused True"),
        ("2GB", 10**9, "taken"),
    ],
)
def test_what_asks_for_more_is_refused(limit: str, wanted: int, said: str) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    program = GREEDY.format(limit=limit, wanted=wanted, before=before)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == said


def test_a_share_of_the_machine_sets_no_wall() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with within_memory("80%"):
        assert resource.getrlimit(resource.RLIMIT_AS) == before


AFTER_ONE = """
import duckdb
from command.memory import within_memory
from ingest.limits import DEFAULT_LIMITS
from ingest.refusals import RefusalError
from ingest.refusing import refusing
with duckdb.connect() as con, within_memory("1GB"):
    try:
        with refusing(DEFAULT_LIMITS):
            con.execute("select count(c) from (select list(range) as c from range(300_000_000))").fetchall()
    except RefusalError as refusal:
        print("OutOfMemory" in refusal.reason)
    with refusing(DEFAULT_LIMITS):
        print(len(bytearray(2**30)))
"""


def test_what_one_delivery_asked_for_is_not_missed_by_the_next() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AFTER_ONE], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["True", str(2**30)]


AFTER_MANY = """
import duckdb
import mmap
from command.memory import within_memory
from ingest.limits import DEFAULT_LIMITS
from ingest.refusals import RefusalError
from ingest.refusing import refusing
with duckdb.connect() as con, within_memory("1GB"):
    kept = mmap.mmap(-1, 2**30)
    for _ in range(6):
        try:
            with refusing(DEFAULT_LIMITS):
                raise MemoryError
        except RefusalError:
            pass
    try:
        mmap.mmap(-1, 4 * 2**30)
    except OSError:
        print("the wall stands")
"""


def test_many_that_ask_for_too_much_do_not_move_the_wall_away() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AFTER_MANY], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "the wall stands\n"
