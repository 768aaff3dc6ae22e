"""`kill -9` of the real command in each phase, amid the nodes of a build included; every phase's tiny twin is exact
(`test_warehouse_kill`), here the whole machinery is."""

from pathlib import Path

import pytest
from killing import KILLED
from pal_home import (
    COMMANDS,
    answer,
    ask_value,
    assert_nothing_lost,
    assert_whole,
    copy_home,
    environment,
    run_pal,
    settle,
)
from pal_kills import CONTACTS, deliver_contacts

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


def kill(home: Path, function: str, argument: str) -> None:
    """Run a refresh that is killed where a function of `killing` says."""
    settle(home / "inbox")
    ended = COMMANDS.run(f"killing:{function}", (argument,), environment(home), home.parent)
    assert ended.returncode == KILLED, ended.stderr


@pytest.mark.parametrize(
    ("function", "argument"),
    [
        ("refresh_until_killed", "archive, before the file leaves the inbox"),
        ("refresh_until_killed", "land, half a delivery"),
        ("refresh_until_nodes_are_made", "20"),
        ("refresh_until_killed", "copy, half"),
        ("refresh_until_killed", "copy, before the twin"),
        ("refresh_until_killed", "pointer, written but not in place"),
    ],
)
def test_a_killed_refresh_leaves_all_whole(
    function: str, argument: str, home: Path, sent: dict[str, int], before: float, sample_home: Path
) -> None:
    assert sent
    kill(home, function, argument)
    assert assert_whole(home) == current_build_id(Home(sample_home))
    assert ask_value(home, "firms_reached") == before


def test_a_refresh_killed_after_the_switch_shows_the_next_build(
    home: Path, sent: dict[str, int], before: float
) -> None:
    kill(home, "refresh_until_killed", "pointer, after")
    assert_whole(home)
    assert ask_value(home, "firms_reached") == before + CONTACTS * len(sent)


def test_the_next_refresh_finishes_the_work(home: Path, sent: dict[str, int], before: float) -> None:
    run_pal(home, "refresh")
    assert_whole(home)
    assert_nothing_lost(home, sent)
    assert ask_value(home, "firms_reached") == before + 2 * CONTACTS
    assert list((home / "published").glob(".*")) == []
    assert list((home / "private").glob(".*")) == []
    assert "Niente di nuovo" in answer(home, "refresh")
