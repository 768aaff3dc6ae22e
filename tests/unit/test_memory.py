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
