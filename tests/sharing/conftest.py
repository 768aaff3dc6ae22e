"""What tests of sharing need: servers on the loopback, keys, and publications that come one after the other."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pal_home import copy_home
from places import READER, TOKEN, WRITER, Servers

from deploy.servers import make_reader, object_store, postgres, web_server


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """All servers, started once; PostgreSQL only where root may start it as another user, else a file.

    Not in pytest's own folder, which only its owner may enter.
    """
    scratch = tempfile.TemporaryDirectory(prefix="pal-servers-")
    root = Path(scratch.name)
    root.chmod(0o711)
    shared = root / "shared"
    shared.mkdir()
    keys = {WRITER[0]: (WRITER[1], ["Admin"]), READER[0]: (READER[1], ["Read:pal", "List:pal"])}
    with scratch, ExitStack() as stack:
        store = stack.enter_context(object_store(root / "s3", keys, "pal"))
        web = stack.enter_context(web_server(root / "web", shared, TOKEN))
        catalog = reading = str(root / "pal.ducklake")
        if os.geteuid() == 0:
            connection = stack.enter_context(postgres(root / "postgres", "pal"))
            catalog, reading = f"postgres:{connection}", "postgres:" + make_reader(connection, "reader")
        yield Servers(shared, web, "s3://pal/published", store, catalog, reading)


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """The sample's publication in a home of one's own, without what only the writer has."""
    target = tmp_path / "home"
    target.mkdir()
    for name in ("published", "private"):
        copy_home(sample_home / name, target / name)
    return target


@pytest.fixture
def catalog(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> str:
    """The lake's catalog, where the keys are the writer's."""
    for name, value in servers.keys(WRITER).items():
        monkeypatch.setenv(name, value)
    return servers.catalog


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test is a machine of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
