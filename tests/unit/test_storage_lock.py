"""One writer at a time, and the kernel forgets those that are gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.lock import Busy, writer_lock


def test_a_second_writer_is_told_since_when_the_first_is_at_work(tmp_path: Path) -> None:
    told: list[str] = []
    busy = pytest.raises(Busy, match=r"Un altro aggiornamento è in corso dalle \d\d:\d\d")
    with writer_lock(tmp_path / "lock"), busy, writer_lock(tmp_path / "lock", wait=0.2, on_wait=told.append):
        pass
    assert len(told) == 1


def test_the_lock_is_free_after_use_and_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), writer_lock(tmp_path / "lock"):
        raise RuntimeError
    with writer_lock(tmp_path / "lock", wait=0):
        pass


def test_a_child_that_inherits_the_lock_holds_it_until_it_ends(tmp_path: Path) -> None:
    with writer_lock(tmp_path / "lock") as descriptor:
        child = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=(descriptor,)
        )
    with pytest.raises(Busy), writer_lock(tmp_path / "lock", wait=0):
        pass
    child.communicate(b"\n")
    with writer_lock(tmp_path / "lock", wait=0):
        pass


def test_a_killed_writer_holds_nothing(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from storage.lock import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "lock")], env=environment, check=False
    )
    assert ended.returncode == -9
    with writer_lock(tmp_path / "lock", wait=0):
        pass
