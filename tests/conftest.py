"""What tests of every room share: one sample PAL_HOME, landed, built and published by the real command.

`make test` runs the files in two processes; what is dear to make is made once for both, or in one of them.
"""

from pathlib import Path

import pytest
from filelock import FileLock
from pal_home import PROBLEMS, run_pal

_TOLD_ONCE = "story"


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A PAL_HOME with the sample of 300 firms published. Never changed: `copy_home` makes one to change."""
    is_one_of_many = hasattr(request.config, "workerinput")
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if is_one_of_many else base) / "sample" / "home"
    with FileLock(home.parent.with_suffix(".lock")):
        if not home.exists():
            home.mkdir(parents=True)
            run_pal(home, "sample", "--firms", "300", "--seed", "1")
            run_pal(home, "refresh", status=PROBLEMS)
    return home


@pytest.hookimpl(tryfirst=True)  # before xdist, which writes the group into the name
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each file in one process, and in one all that look at the same story."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        group = _TOLD_ONCE if _TOLD_ONCE in fixtures else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
