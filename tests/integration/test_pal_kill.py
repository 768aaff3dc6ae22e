"""`kill -9` of the real command in each phase, amid the nodes of a build included; every phase's tiny twin is exact
(`test_warehouse_kill`), here the whole machinery is."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pal_home import answer, ask_value, assert_nothing_lost, assert_whole, copy_home, run_pal
from pal_kills import CONTACTS, KILLED, deliver_contacts, kill_refresh

from publication.files import current_build_id
from storage.home import Home


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample home; the tests below kill their way through one refresh of it, in this order."""
    return copy_home(sample_home, tmp_path_factory.mktemp("killed") / "home")


@pytest.fixture(scope="module")
def before(sample_home: Path) -> float:
    """How many firms were reached before anything new came."""
    value = ask_value(sample_home, "firms_reached")
    assert value is not None
    return value


@pytest.fixture(scope="module")
def sent(home: Path) -> dict[str, int]:
    """The new files and their rows."""
    return deliver_contacts(home, 1) | deliver_contacts(home, 2)


def archived(home: Path) -> int:
    return len(list((home / "archive" / "deliveries").glob("[0-9]*.json")))


def amid_nodes(home: Path) -> Callable[[], bool]:
    """Whether nodes have been made for half a second, each with a commit of its own; between which two exactly,
    `test_warehouse_building` says."""
    begun: list[float] = []

    def condition() -> bool:
        if not begun and (home / "warehouse.duckdb.wal").exists():
            begun.append(time.monotonic())
        return bool(begun) and time.monotonic() > begun[0] + 0.5

    return condition


def reached(phase: str, home: Path) -> Callable[[], bool]:
    """What is seen on disk once a refresh has come to a phase."""
    files, build = archived(home), current_build_id(Home(home))
    conditions: dict[str, Callable[[], bool]] = {
        "archive": lambda: archived(home) > files,
        "land": lambda: (home / "warehouse.duckdb.wal").exists(),
        "nodes": amid_nodes(home),
        "copy": lambda: any((home / "published").glob(".pal-*.tmp")),
        "twin": lambda: any((home / "private").glob(".pal-*.tmp")),
        "pointer": lambda: any(str(build) < path.stem[4:] for path in (home / "published").glob("pal-*")),
    }
    return conditions[phase]


@pytest.mark.parametrize("phase", ["archive", "land", "nodes", "copy", "twin"])
def test_a_killed_refresh_leaves_all_whole(
    phase: str, home: Path, sent: dict[str, int], before: float, sample_home: Path
) -> None:
    assert sent
    assert kill_refresh(home, reached(phase, home)) == KILLED
    assert assert_whole(home) == current_build_id(Home(sample_home))
    assert ask_value(home, "firms_reached") == before


def test_a_refresh_killed_at_the_switch_shows_one_build_or_the_other(home: Path, before: float) -> None:
    old = current_build_id(Home(home))
    kill_refresh(home, reached("pointer", home))
    new = before if assert_whole(home) == old else before + 2 * CONTACTS
    assert ask_value(home, "firms_reached") == new


def test_the_next_refresh_finishes_the_work(home: Path, sent: dict[str, int], before: float) -> None:
    run_pal(home, "refresh")
    assert_whole(home)
    assert_nothing_lost(home, sent)
    assert ask_value(home, "firms_reached") == before + 2 * CONTACTS
    assert list((home / "published").glob(".*")) == []
    assert list((home / "private").glob(".*")) == []
    assert "Niente di nuovo" in answer(home, "refresh")
