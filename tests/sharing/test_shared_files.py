"""Publications shared as files: who may read them, what a cut leaves, what readers see while it is switched."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from next_builds import publish_next
from pal_home import PAL, copy_home, run_pal
from places import READER, SWITCHES, TOKEN, WRITER, Servers

from publication.files import KEPT
from publication.mirror import follow
from publication.reader import open_published
from storage.errors import PalError
from storage.home import Home
from warehouse.settings import BuildSettings
from warehouse.sharing import share_publication

READERS = 8
CUTS = [
    ("send", 5),
    ("write", 1),
    *(pytest.param(*cut, marks=pytest.mark.thorough) for cut in (("send", 1), ("write", 0))),
]
MANY = pytest.param(READERS, SWITCHES, marks=pytest.mark.thorough)
KILLED = """
import os, sys
from pathlib import Path
from publication.share import Folder
from storage.home import Home
from warehouse.settings import BuildSettings
from warehouse.sharing import share_publication

home, place, cut, done = sys.argv[1:]
original, calls = getattr(Folder, cut), []

def killed(*arguments):
    calls.append(arguments)
    if len(calls) > int(done):
        os.kill(os.getpid(), 9)
    original(*arguments)

setattr(Folder, cut, killed)
share_publication(Home(Path(home)), BuildSettings(), place)
"""


def firms(home: Home) -> int:
    """Firms reached, from a home's publication."""
    with open_published(home) as publication:
        return int(publication.values("select value::bigint from kpi(code := 'firms_reached')")[0])


def test_a_key_that_may_only_read_reads_and_does_not_write(
    home: Path, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in servers.keys(WRITER).items():
        monkeypatch.setenv(name, value)
    share_publication(Home(home), BuildSettings(), servers.bucket)  # another test may have shared the same
    assert not share_publication(Home(home), BuildSettings(), servers.bucket)
    for name, value in servers.keys(READER).items():
        monkeypatch.setenv(name, value)
    assert firms(follow(servers.bucket)) == firms(Home(home))
    publish_next(home, 1)
    with pytest.raises(PalError, match="controllare indirizzo, permessi e chiavi"):
        share_publication(Home(home), BuildSettings(), servers.bucket)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    with pytest.raises(PalError) as refused:
        follow(servers.bucket)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("token", [None, "another"])
def test_without_the_token_it_is_refused_in_one_line(
    home: Path, servers: Servers, tmp_path: Path, token: str | None
) -> None:
    share_publication(Home(home), BuildSettings(), str(servers.folder))
    environment = {name: value for name, value in os.environ.items() if name != "PAL_TOKEN"}
    environment |= {"XDG_CACHE_HOME": str(tmp_path / "other")} | ({"PAL_TOKEN": token} if token else {})
    asked = [PAL, "--from", servers.web, "kpi"]
    ended = subprocess.run(asked, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"{servers.web}/current: manca il permesso: controllare PAL_TOKEN (HTTP 401).\n"


def test_every_table_is_parquet_too(home: Path, servers: Servers) -> None:
    share_publication(Home(home), BuildSettings(), str(servers.folder))
    with open_published(Home(home)) as here:
        for table in here.values("select table_name from duckdb_tables()"):
            parquet = servers.folder / "parquet" / here.build_id / f"{table}.parquet"
            [counted] = duckdb.sql(f"select count(*) from '{parquet}'").fetchall()
            assert counted == (here.values(f'select count(*) from "{table}"')[0],), table


def test_a_file_that_is_not_what_was_published_is_not_opened(
    home: Path, tmp_path: Path, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = servers.folder / "tampered"
    share_publication(Home(home), BuildSettings(), str(folder))
    [path] = folder.glob("pal-*.duckdb")
    with path.open("r+b") as stream:
        stream.seek(100_000)
        stream.write(b"tampered")
    monkeypatch.setenv("PAL_TOKEN", TOKEN)
    for place in (str(folder), f"{servers.web}/tampered"):
        with pytest.raises(PalError, match="impronta diversa"):
            follow(place)
    assert not list((tmp_path / "cache").rglob("pal-*.duckdb"))


@pytest.mark.parametrize("pointer", ["../../etc/passwd", "pal-../x.duckdb", "", "\x00", "pal-1.duckdb/../y"])
def test_a_pointer_that_names_no_publication_leads_nowhere(tmp_path: Path, pointer: str) -> None:
    (tmp_path / "current").write_text(pointer)
    with pytest.raises(PalError, match="non nomina una pubblicazione"):
        follow(str(tmp_path))


@pytest.mark.parametrize(("cut", "done"), CUTS)
def test_a_writer_that_is_killed_leaves_readers_what_they_had(
    home: Path, tmp_path: Path, cut: str, done: int
) -> None:
    """Killed among the files, between them and the pointer, and before `current.sql`."""
    place = tmp_path / "place"
    share_publication(Home(home), BuildSettings(), str(place))
    before = firms(follow(str(place)))
    _, after = publish_next(home, 1)
    killed = [sys.executable, "-c", KILLED, str(home), str(place), cut, str(done)]
    assert subprocess.run(killed, check=False).returncode == -signal.SIGKILL
    assert firms(follow(str(place))) == (after if (cut, done) == ("write", 1) else before)
    assert share_publication(Home(home), BuildSettings(), str(place))
    assert firms(follow(str(place))) == after
    assert not list(place.rglob(".*"))
    assert (home / "published" / "current").read_text().strip() in (place / "current.sql").read_text()


def test_a_refresh_shares_where_it_is_told(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, place = copy_home(sample_home, tmp_path / "whole"), tmp_path / "place"
    monkeypatch.setenv("PAL_PUBLISH_TO", str(place))
    monkeypatch.setenv("PAL_PUBLISH_READ_AS", "https://pal.example.org/published")
    assert f"Messa in {place}." in run_pal(home, "refresh").stdout
    assert f"Già in {place}." in run_pal(home, "refresh").stdout
    assert firms(follow(str(place))) == firms(Home(home))
    assert "attach 'https://pal.example.org/published/pal-" in (place / "current.sql").read_text()


def test_old_publications_go_as_at_home(home: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    for number in range(KEPT + 3):
        publish_next(home, number + 1)
        share_publication(Home(home), BuildSettings(), str(place))
    kept = sorted(path.stem for path in place.glob("pal-*.duckdb"))
    assert len(kept) == KEPT
    assert sorted(f"pal-{path.name}" for path in (place / "parquet").iterdir()) == kept
    assert len(list(place.glob("*.sha256"))) == KEPT


def read_until_told(kind: str, place: str, readers: int, tmp_path: Path) -> "list[subprocess.Popen[str]]":
    """Readers, each with a cache of its own, that have begun to read."""
    script = Path(__file__).with_name("reading.py")
    started = [
        subprocess.Popen(
            [sys.executable, str(script), kind, place],
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / f"cache{number}"), "PAL_TOKEN": TOKEN},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for number in range(readers)
    ]
    for reader in started:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
    return started


@pytest.mark.parametrize(("count", "switches"), [(2, 3), MANY])
def test_readers_through_switches(
    count: int, switches: int, home: Path, servers: Servers, tmp_path: Path
) -> None:
    folder = servers.folder / f"switched{switches}"
    answers = {publish_next(home, 1)}
    share_publication(Home(home), BuildSettings(), str(folder))
    readers = read_until_told("from", f"{servers.web}/switched{switches}", count, tmp_path)
    for number in range(switches):
        answers.add(publish_next(home, number + 2))
        share_publication(Home(home), BuildSettings(), str(folder))
    for reader in readers:
        printed, _ = reader.communicate("\n", timeout=900)
        assert reader.returncode == 0
        seen = {(build, firms) for build, firms, _ in json.loads(printed)["answers"]}
        assert seen <= answers
        assert max(answers) in seen
