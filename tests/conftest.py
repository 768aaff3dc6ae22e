"""What tests of every room share: one sample PAL_HOME, landed, built and published by the real command.

And one with an edition that today's figures no longer agree with. Tests on files that are not in the project
are left out where these are not there either.
"""

import shutil
from pathlib import Path

import pytest
from files_of_others import FOLDERS
from hypothesis import HealthCheck, settings
from made_once import make_once
from pal_home import PROBLEMS, deliver, run_pal

from ingest import receiving

WITHOUT_HOME = ("test_ingest_nasty.py", "test_ingest_cases.py")
"""What two processes do first, while the third makes the sample's home, which most tests wait for."""
TOGETHER = ("browser", "sharing")
"""Folders whose tests one process does, so that their servers and browser are started once; soon, for they wait much
while others compute."""

# The same examples each time, however busy the machine is; `make soak` draws new ones.
settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """The marks of tests on files that are not in the project."""
    for mark, (variable, _) in FOLDERS.items():
        config.addinivalue_line("markers", f"{mark}: reads files that {variable} names the folder of")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests whose folder is not there; say which come first and which one process does."""
    for mark, (_, folder) in FOLDERS.items():
        without = [] if folder.is_dir() else [item for item in items if item.get_closest_marker(mark)]
        items[:] = [item for item in items if item not in without]
        config.hook.pytest_deselected(items=without)
    items.sort(key=lambda item: (item.path.name not in WITHOUT_HOME, item.path.parent.name not in TOGETHER))
    for item in items:
        folder = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group(folder if folder in TOGETHER else item.path.stem))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line which folder was not there."""
    for mark, (variable, folder) in FOLDERS.items():
        if not folder.is_dir():
            terminalreporter.write_line(
                f"{mark}: left out, {folder} is not there; {variable} may name another."
            )


@pytest.fixture(autouse=True)
def _files_need_not_be_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a test has just written need not be waited for."""
    monkeypatch.setattr(receiving, "STILL_SECONDS", 0.0)


@pytest.fixture(scope="session")
def sample_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PAL_HOME with the sample of 300 firms published. Never changed: `copy_home` makes one to change."""
    return make_once(request, tmp_path_factory, "sample", _publish_sample)


def _publish_sample(home: Path) -> None:
    run_pal(home, "sample", "--at-once", "--firms", "300", "--seed", "1")
    run_pal(home, "refresh", status=PROBLEMS)


@pytest.fixture(scope="session")
def reported_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample_home: Path
) -> Path:
    """The sample with its year 2012 sealed, and two contacts of that year published after it."""
    return make_once(request, tmp_path_factory, "reported", lambda home: _report(sample_home, home))


def _report(sample: Path, home: Path) -> None:
    shutil.copytree(sample, home, symlinks=True, dirs_exist_ok=True)
    for check in ("expense_claimed_twice", "partner_not_confirmed", "narrative_missing"):
        run_pal(home, "edition", "waive", "2012", check, "--by", "Carla", "--why", "nota di storno")
    days = ("--since", "2012-01-01", "--until", "2012-12-31")
    run_pal(home, "edition", "seal", "2012", *days, "--title", "Anno 2012", "--by", "Anna")
    deliver(
        home,
        "lecco",
        "contatti_tardivi.csv",
        "Ragione sociale;Comune;Provincia;Codice contatto;Data contatto;Tipo contatto;Esito",
        (
            "Segheria Valtellina S.r.l.;Sondrio;SO;T1;10/05/2012;visita aziendale;positivo",
            "Latteria Orobica S.r.l.;Sondrio;SO;T2;11/05/2012;visita aziendale;positivo",
        ),
    )
    run_pal(home, "refresh")
