"""All that is written is its owner's; what is published is for everybody, and nobody can lock it or change it."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from pal_home import FAILED, ask_value, copy_home, run_pal

from publication.files import current_build_id, private_file, published_file
from publication.people_sql import ask_apart
from publication.reader import open_published
from publication.sources import published
from storage.errors import PalError
from storage.holders import Held
from storage.home import DBT_PROJECT, Home
from storage.modes import open_to_readers

NOBODY = 65534
AS_ANOTHER = "import os, duckdb\nif os.getuid() == 0: os.setuid({nobody})\n"
HOLDS = (
    "import sys, duckdb\nheld = duckdb.connect(sys.argv[1])\nprint('held', flush=True)\nsys.stdin.read()\n"
)


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Home:
    """A published home of one's own."""
    return Home(copy_home(sample_home, tmp_path / "home"))


@contextmanager
def held(path: Path) -> Iterator[int]:
    """The file opened the default way, for writing, by a client of this very user; gives its process."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as client:
        assert client.stdout is not None
        assert client.stdout.readline() == b"held\n"
        yield client.pid
        client.communicate()


def test_only_what_is_published_is_for_others(home: Home) -> None:
    """Whatever umask the command is called with; what an earlier version left open is closed."""
    home.decisions.chmod(0o755)
    (home.decisions / "values.csv").write_text("field,spelling,code,author,date,reason\n")
    (home.decisions / "values.csv").chmod(0o644)
    before = os.umask(0)
    try:
        published_file(home, current_build_id(home) or "").unlink()
        run_pal(home.root, "publish")
        run_pal(home.root, "edition", "draft", "prova", "--since", "2012-01-01", "--until", "2012-12-31",
                "--title", "Prova", "--by", "Anna")  # fmt: skip
    finally:
        os.umask(before)
    open_to_others = {
        path.relative_to(home.root).as_posix()
        for path in home.root.rglob("*")
        if path.stat().st_mode & 0o077 and not path.is_relative_to(home.root / "sample_truth")
    }
    build = current_build_id(home)
    files = {f"published/pal-{build}.duckdb", f"published/pal-{build}.sha256", "published/current"}
    assert files <= open_to_others
    allowed = re.compile(r"published(/.*)?|editions|inbox(/.*)?")
    assert [path for path in sorted(open_to_others) if not allowed.fullmatch(path)] == []
    assert published_file(home, build or "").stat().st_mode & 0o777 == 0o444
    assert private_file(home, build or "").stat().st_mode & 0o777 == 0o400


def test_what_people_wrote_by_hand_is_closed_by_the_next_publication(home: Home) -> None:
    unfinished = home.warehouse.with_name(f"{home.warehouse.name}.wal")
    unfinished.touch()
    unfinished.chmod(0o666)
    for folder in (home.narrative, home.questions, home.annexes):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o777)
    open_to_readers(home)
    for path in (unfinished, home.narrative, home.questions, home.annexes):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.thorough
def test_who_builds_by_hand_writes_for_the_owner_alone(tmp_path: Path) -> None:
    """With dbt alone, as with every umask: the warehouse's log of changes and dbt's own are no other user's."""
    log, target = tmp_path / "logs", tmp_path / "target"
    environment = os.environ | {
        "DBT_PROJECT_DIR": str(DBT_PROJECT), "DBT_PROFILES_DIR": str(DBT_PROJECT), "DBT_LOG_PATH": str(log),
        "DBT_TARGET_PATH": str(target), "PAL_WAREHOUSE": str(tmp_path / "warehouse.duckdb"),
        "PAL_TEMP": str(tmp_path / "spill"), "PAL_KPI_CODES": "firms_reached", "PAL_BUILD_DATE": "2013-07-01",
    }  # fmt: skip
    dbt = [Path(sys.executable).with_name("dbt"), "show", "--inline", "select 1 as one", "--quiet"]
    subprocess.run(dbt, env=environment, check=True, capture_output=True, umask=0)
    assert (tmp_path / "warehouse.duckdb").stat().st_mode & 0o077 == 0
    assert (log / "dbt.log").stat().st_mode & 0o077 == 0
    written = [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o022]
    assert written == []


def test_what_a_build_by_hand_begins_with_closes_what_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warehouse import owner_plugin

    log, target = tmp_path / "logs", tmp_path / "target"
    flags = SimpleNamespace(LOG_PATH=str(log), TARGET_PATH=str(target))
    monkeypatch.setattr(owner_plugin, "get_flags", lambda: flags)
    before = os.umask(0)
    try:
        for folder in (log, target):
            folder.mkdir()
            (folder / "dbt.log").touch()
        owner_plugin.Plugin("owner", {}).initialize({})
        (tmp_path / "warehouse.duckdb").touch()
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o777 for path in (log, log / "dbt.log")] == [0o700, 0o600]
    assert [path.stat().st_mode & 0o022 for path in (target, target / "dbt.log")] == [0, 0]
    assert (tmp_path / "warehouse.duckdb").stat().st_mode & 0o777 == 0o600


def test_another_user_reads_and_can_neither_lock_nor_change(home: Home) -> None:
    path = published_file(home, current_build_id(home) or "")
    default = f"try: duckdb.connect({str(path)!r})\nexcept duckdb.IOException as error: print(error)"
    ended = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER.format(nobody=NOBODY) + default],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Permission denied" in ended.stdout
    assert ask_value(home.root, "firms_reached")


def test_who_holds_a_file_is_named(home: Home) -> None:
    build = current_build_id(home) or ""
    with held(published_file(home, build)) as process:
        told = run_pal(home.root, "kpi", status=FAILED).stderr
        assert f"processo {process}" in told
        assert "chiuderlo" in told
        with pytest.raises(Held, match=str(process)):
            ask_apart(published(home), "select 1", home=home)
    with held(home.warehouse) as process:
        assert f"processo {process}" in run_pal(home.root, "build", status=FAILED).stderr


def test_a_changed_figure_is_never_shown_and_publishing_mends_it(home: Home) -> None:
    build = current_build_id(home) or ""
    before = ask_value(home.root, "firms_reached")
    for path in (published_file(home, build), private_file(home, build)):
        path.chmod(0o644)
        with duckdb.connect(path) as client:
            client.execute("delete from fct_kpi_evidence using range(1) where kpi_code = 'firms_reached'")
    for private in (False, True):
        with pytest.raises(PalError, match="non è più quello pubblicato"):
            open_published(home, private)
    run_pal(home.root, "publish")
    assert ask_value(home.root, "firms_reached") == before
    open_published(home, private=True).close()


def test_what_is_shared_in_a_folder_others_read_and_cannot_change(home: Home, tmp_path: Path) -> None:
    """A web server that is another user's finds every file, whoever calls with which umask."""
    before = os.umask(0)
    try:
        run_pal(home.root, "publish", "--to", str(tmp_path / "made" / "shared"))
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "made").rglob("*") if path.is_file()}
    folders = [tmp_path / "made", *(path for path in (tmp_path / "made").rglob("*") if path.is_dir())]
    assert modes == {0o444}
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o755}
    run_pal(
        home.root, "publish", "--to", str(tmp_path / "made" / "shared"), "--read-as", "https://pal.example"
    )


KILLED = """
import os, sys
from pathlib import Path
from storage.scratch import own_scratch, scratch_folder

os.environ["TMPDIR"] = sys.argv[1]
with scratch_folder() as folder, scratch_folder(Path(sys.argv[2])) as beside:
    for place in (folder, beside, Path(own_scratch())):
        (place / "said.csv").write_text("RSSMRA80A01F205X")
    print("there", flush=True)
    sys.stdin.read()
    os.kill(os.getpid(), 9)
"""


def test_what_a_killed_command_had_read_goes_with_the_next_command(tmp_path: Path) -> None:
    """Scratch is the owner's; what a living process holds stays, what a killed one left goes, at home too."""
    home = Home(tmp_path / "home")
    scratch, others = tmp_path / "scratch", tmp_path / "pal-scratch-of-nobody"
    for folder in (scratch, others, home.temporary, home.archive / "files"):
        folder.mkdir(parents=True)
    cut = home.archive / "files" / ".new-x"
    cut.write_text("RSSMRA80A01F205X")
    environment = os.environ | {"TMPDIR": str(scratch)}
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(scratch), str(home.temporary)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with killed:
        assert killed.stdin is not None
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"there\n"
        places = [path.parent for path in tmp_path.rglob("said.csv")]
        assert len(places) == 3
        assert {place.stat().st_mode & 0o777 for place in places} == {0o700}
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("TMPDIR", str(scratch))
            patched.setattr(tempfile, "tempdir", None)
            run_pal(home.root, "ingest")
            assert [path.parent for path in tmp_path.rglob("said.csv")] == places
            killed.stdin.close()
            killed.wait()
            assert len(list(tmp_path.rglob("said.csv"))) == 3
            run_pal(home.root, "ingest")
    assert list(tmp_path.rglob("said.csv")) == []
    assert not cut.exists()
    assert others.exists()


def test_errors_log_names_no_person(tmp_path: Path) -> None:
    from command import front_door

    def fails() -> None:
        raise ValueError("RSSMRA80A01F205X di mario.rossi@example.org, 333 1234567")

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PAL_HOME", str(tmp_path))
        assert front_door.run_guarded(fails) == FAILED
    logged = (tmp_path / "logs" / "errors.log").read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert not re.search(r"RSSMRA|@example|1234567", logged)
