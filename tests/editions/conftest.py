"""Editions of the sample, sealed once; `own_home` is a home of one's own to seal in."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import copy_home
from sealed import FIRST, SECOND, tell_nobody, waive

from decisions.notes import write_note
from editions.folder import Edition, find_edition
from editions.report import make_report
from editions.report.figures import Report
from editions.report.sealed_figures import Sealed
from editions.sealed import open_edition
from editions.sealing.seal import seal
from storage.home import Home
from warehouse.settings import BuildSettings


@pytest.fixture(scope="session")
def sealed_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample_home: Path
) -> Home:
    """A home with two sealed editions. Never changed."""
    return Home(make_once(request, tmp_path_factory, "sealed", partial(_seal_two, sample_home)) / "home")


def _seal_two(sample_home: Path, folder: Path) -> None:
    home = Home(copy_home(sample_home, folder / "home"))
    texts = home.root / "narrative"
    texts.mkdir(exist_ok=True)
    (texts / "attivita.md").write_text(
        "# I desk\n\nIncontri in *tutte* le province.\n\n- visite\n", encoding="utf-8"
    )
    write_note(home.decisions, "firms_reached", "2012-10", "Fiera d’ottobre a Lecco", "Anna", in_report=True)
    write_note(home.decisions, "firms_reached", "2012-11", "Ponte lungo", "Anna", in_report=False)
    for request in (FIRST, SECOND):
        waive(home, request.edition_id)
        seal(home, request, BuildSettings(), tell_nobody)


@pytest.fixture(scope="session")
def first(sealed_home: Home) -> Edition:
    """The edition of the first half of 2012."""
    return find_edition(sealed_home, FIRST.edition_id)


@pytest.fixture(scope="session")
def second(sealed_home: Home) -> Edition:
    """The edition of the second half of 2012."""
    return find_edition(sealed_home, SECOND.edition_id)


@pytest.fixture
def copied(second: Edition, tmp_path: Path) -> Edition:
    """A copy of an edition on an empty machine, to be damaged."""
    folder = shutil.copytree(second.folder, tmp_path / "copiata")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return Edition(folder)


@pytest.fixture(scope="session")
def report(second: Edition) -> Iterator[Report]:
    """The content of a report. Never changed: `replace` makes another."""
    with open_edition(second) as publication:
        yield make_report(Sealed(second, publication), "0" * 64)
