"""Whoever has nothing but a publication elsewhere asks every reading command and opens the dashboard, as here."""

import http
import http.client
import os
import shutil
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from next_builds import publish_next
from pal_home import PAL, answer
from places import READER, TOKEN, Servers
from test_shared_files import firms
from thorough import every

from command.program import READING
from deploy.servers import free_ports
from publication import following
from publication.following import FOLLOWED, follow_with_parent
from publication.lake import read_lake
from publication.mirror import mirror_of
from storage.errors import PalError
from storage.home import Home
from warehouse.lake import publish_to_lake
from warehouse.settings import BuildSettings
from warehouse.sharing import share_publication

ASKED = {
    "kpi": ("kpi", "--by", "province"),
    "trace": ("trace", "firms_reached", "--province", "LC"),
    "sql": ("sql", "from kpi(code := $code)", "--set", "code=firms_reached"),
    "deliveries": ("deliveries",),
    "brief": ("brief",),
}
SECONDS = 120


@pytest.fixture
def places(
    home: Path, servers: Servers, catalog: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> list[tuple[str, str]]:
    """The home's publication behind the web server and in the lake; the keys of who may only read."""
    share_publication(Home(home), BuildSettings(), str(servers.folder), servers.web)
    publish_to_lake(Home(home), BuildSettings(), catalog, "s3://pal/lake", 400)
    for name, value in {**servers.keys(READER), "PAL_TOKEN": TOKEN}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(FOLLOWED, "")  # what a command sets goes with the test
    return [("--from", servers.web), ("--lake", servers.reading)]


def test_every_reading_command_says_what_it_says_at_home(home: Path, places: list[tuple[str, str]]) -> None:
    assert {*ASKED, "dashboard"} == set(READING)
    shutil.rmtree(home / "private")  # the doubts that a brief counts from it are not shared
    for asked in ASKED.values():
        here = answer(home, *asked)
        assert here.strip()
        for place in places:
            assert answer(home.with_name("no-home"), *place, *asked) == here, (place[0], asked)


@every(2)
def test_the_dashboard_of_another_machine_answers_and_follows(
    home: Path, places: list[tuple[str, str]], tmp_path: Path, step: int
) -> None:
    environment = os.environ | {"PAL_HOME": str(tmp_path / "no-home")}
    for place in places[::step]:
        [port] = free_ports(1)
        command = [PAL, *place, "dashboard", "--port", str(port)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as served:
            try:
                wait_until_it_answers(port, served)
                assert firms(Home(Path(environment_of(served.pid)["PAL_HOME"]))) == firms(Home(home))
                [follower] = children(served.pid)
                assert b"publication.following" in Path(f"/proc/{follower}/cmdline").read_bytes()
                assert environment_of(follower)[FOLLOWED].endswith(place[1])
            finally:
                served.terminate()


def test_what_is_published_later_is_followed_and_what_fails_is_told(
    home: Path,
    places: list[tuple[str, str]],
    servers: Servers,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(following.time, "sleep", lambda _: None)
    _, after = publish_next(home, 80)
    share_publication(Home(home), BuildSettings(), str(servers.folder), servers.web)
    for option, place in (*places, ("--from", f"{servers.web}/nothing")):
        monkeypatch.setenv(FOLLOWED, f"{option.removeprefix('--')} {place}")
        parents = iter((1, 1, 2))
        monkeypatch.setattr(following.os, "getppid", lambda parents=parents: next(parents))
        follow_with_parent()
    told = capsys.readouterr().err.splitlines()
    assert told == [f"{servers.web}/nothing: qui non c’è nessuna pubblicazione (manca il file «current»)."]
    assert firms(mirror_of(servers.web)) == after
    assert mirror_of(f"{servers.reading}@today").published.is_dir()


@pytest.mark.skipif(os.geteuid() != 0, reason="a catalog in a file has no roles")
def test_a_role_that_may_only_read_a_catalog_does_not_write_it(
    home: Path, servers: Servers, catalog: str
) -> None:
    publish_to_lake(Home(home), BuildSettings(), catalog, "s3://pal/lake", 400)
    before = firms(read_lake(servers.reading))
    publish_next(home, 90)
    with pytest.raises(PalError, match="manca il permesso") as refused:
        publish_to_lake(Home(home), BuildSettings(), servers.reading, "s3://pal/lake", 400)
    assert "\n" not in str(refused.value)
    assert firms(read_lake(servers.reading)) == before


def wait_until_it_answers(port: int, served: "subprocess.Popen[str]") -> None:
    """Until the server answers; fails when it ends or takes too long."""
    deadline = time.monotonic() + SECONDS
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with suppress(OSError), closing(connection):
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        assert served.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.3)


def environment_of(process: int) -> dict[str, str]:
    """The environment that a process began with."""
    lines = Path(f"/proc/{process}/environ").read_text().split("\0")
    return dict(line.split("=", 1) for line in lines if line)


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
