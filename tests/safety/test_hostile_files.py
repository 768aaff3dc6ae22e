"""Hostile files at once: they are refused, the good one is published, and the machine has memory left."""

import io
import re
import resource
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

import duckdb
import pytest
from hostile_files import GOOD, good_workbook, write_hostile
from hostile_workbooks import slow_to_read, small_hostile
from pal_home import PAL, PROBLEMS, environment, settle

from ingest.apart import call_apart
from ingest.archive import Archive
from ingest.landing import land
from ingest.limits import Limits
from ingest.receiving import receive_inbox
from ingest.refusals import TOO_MUCH, RefusalError
from ingest.refusing import refusing
from publication.reader import open_published
from storage.home import Home

MOST_MEMORY = 4 * 1024**3


class PeakMemory(threading.Thread):
    """The most memory (bytes, what processes share counted once) that a process and all it started hold together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._is_done = threading.Event()

    def run(self) -> None:
        while not self._is_done.wait(0.05):
            self.peak = max(self.peak, sum(map(_held, _tree(self._pid))))

    def stop(self) -> int:
        self._is_done.set()
        self.join()
        return self.peak


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _tree(int(child)))]


def _held(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


@pytest.mark.thorough
def test_hostile_files_at_once_are_refused_and_the_rest_is_published(tmp_path: Path) -> None:
    home = tmp_path / "home"
    inbox = home / "inbox" / "lecco"
    inbox.mkdir(parents=True)
    names = [*write_hostile(inbox), *small_hostile()]
    for name, data in small_hostile().items():
        (inbox / name).write_bytes(data)
    (inbox / "zz_buono.csv").write_text(GOOD, encoding="utf-8")
    settle(home / "inbox")
    with subprocess.Popen(
        [PAL, "refresh"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        memory = PeakMemory(process.pid)
        memory.start()
        output = process.stdout.read() if process.stdout else ""
        status = process.wait()
    peak = max(memory.stop(), 1024 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    assert status == PROBLEMS, output
    for name in names:
        assert f"«{name}» rifiutata: " in output
    assert "«zz_buono.csv» caricata" in output
    with open_published(Home(home)) as publication:
        assert publication.values("select firm_name from dim_firms") == ["Impresa Buona Srl"]
    assert 0 < peak < MOST_MEMORY


_READING = """
import resource, sys
from pathlib import Path
from ingest.limits import Limits
from ingest.refusals import RefusalError
from ingest.workbooks import read_workbook
resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))
for name in sys.argv[1:]:
    try:
        read_workbook(Path(name).read_bytes(), Limits(reading_memory=1024**3, reading_seconds=60))
        print(name, "letto")
    except RefusalError as refusal:
        print(name, refusal.reason)
"""


def test_a_small_workbook_that_would_fill_the_machine_ends_no_process_but_its_own(tmp_path: Path) -> None:
    """The reader aborts where it gets no memory: read in the process of the run, such a file ended it."""
    for name, data in small_hostile().items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "zz_buono.xlsx").write_bytes(good_workbook())
    names = [str(path) for path in sorted(tmp_path.iterdir())]
    ended = subprocess.run(
        [sys.executable, "-c", _READING, *names], env=environment(tmp_path), capture_output=True, text=True, check=False
    )  # fmt: skip
    said = dict(line.split(" ", 1) for line in ended.stdout.splitlines())
    assert sorted(said) == names, ended.stderr
    assert [name for name in names if said[name] == "letto"] == [str(tmp_path / "zz_buono.xlsx")]


def test_what_a_reader_copies_goes_with_its_process() -> None:
    """An XLS is copied to be read: of one that ended its process the copy, delivered bytes, stayed in /tmp."""
    _, copy = call_apart(tempfile.mkstemp, (), Limits())
    assert not Path(copy).parent.exists()


def test_no_small_file_is_gone_through_once_for_each_of_its_characters(tmp_path: Path) -> None:
    """Six kilobytes held a run for hours: a row that nothing closes, a heading of blanks, a comment on a far cell."""
    inbox, archive = tmp_path / "inbox", Archive(tmp_path / "archive")
    (inbox / "lecco").mkdir(parents=True)
    for name, data in slow_to_read().items():
        (inbox / "lecco" / name).write_bytes(data)
    receive_inbox(inbox, archive)
    landed = land(duckdb.connect(), archive, None, limits=Limits(own_seconds=10))
    assert {one.delivery.file_name for one in landed} == slow_to_read().keys()
    assert [one.delivery.file_name for one in landed if one.reason == TOO_MUCH] == []


def test_what_takes_the_processor_for_too_long_is_refused_and_the_next_is_read() -> None:
    """Whatever the reason: no pattern or reader of the run's own process has an end of its own."""
    with pytest.raises(RefusalError, match="troppo tempo"), refusing(Limits(own_seconds=1)):
        re.search(r"(a+)+$", "a" * 40 + "b")
    with refusing(Limits()):
        pass


_LANDING_WIDE = r"""
import re, sys
from pathlib import Path
import duckdb
from ingest.archive import Archive
from ingest.landing import land
from ingest.receiving import receive_inbox
root = Path(sys.argv[1])
receive_inbox(root / "inbox", Archive(root / "archive"))
[landed] = land(duckdb.connect(), Archive(root / "archive"), None)
# Its own: what getrusage tells is at least what the process that began this one had.
print(landed.status, re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""


def test_columns_that_nobody_reads_are_not_all_asked_at_once(tmp_path: Path) -> None:
    """Two rows of 700 unknown columns took 1.4 GB, and all that came after them was refused for want of room."""
    (tmp_path / "inbox" / "lecco").mkdir(parents=True)
    heading = ";".join(
        ["Ragione sociale", "Comune", "Data contatto", "Tipo contatto", *(f"x{one}" for one in range(700))]
    )
    row = ";".join(["Larga Srl", "Lecco", "14/05/2012", "visita", *["nulla"] * 700])
    (tmp_path / "inbox" / "lecco" / "larga.csv").write_text(f"{heading}\n{row}\n{row}\n", encoding="utf-8")
    landing = [sys.executable, "-c", _LANDING_WIDE, str(tmp_path)]
    status, kilobytes = subprocess.check_output(landing, env=environment(tmp_path), text=True).split()
    assert (status, int(kilobytes) < 400_000) == ("landed", True)


@pytest.mark.parametrize(("room", "refused"), [(3, 0), (2, 1)])
def test_files_that_come_together_have_one_limit_of_what_they_unpack_to(
    tmp_path: Path, room: int, refused: int
) -> None:
    inbox, archive = tmp_path / "inbox", Archive(tmp_path / "archive")
    (inbox / "lecco").mkdir(parents=True)
    data = good_workbook()
    for number in range(3):
        (inbox / "lecco" / f"{number}.xlsx").write_bytes(data)
    (inbox / "lecco" / "zz.csv").write_text(GOOD, encoding="utf-8")
    receive_inbox(inbox, archive)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        limits = Limits(unpacked_bytes_together=room * sum(one.file_size for one in package.infolist()))
    landed = land(duckdb.connect(), archive, None, limits=limits)
    again = land(duckdb.connect(), archive, None, limits=limits)
    assert [one.status for one in landed] == ["landed"] * (3 - refused) + ["refused"] * refused + ["landed"]
    assert [one.reason for one in again] == [one.reason for one in landed]
    assert all("riconsegnarlo da solo" in (one.reason or "") for one in landed if one.status == "refused")
