"""What tests of every room share: one sample PAL_HOME, landed, built and published by the real command."""

from pathlib import Path

import pytest
from made_once import make_once
from pal_home import PROBLEMS, run_pal


@pytest.fixture(scope="session")
def sample_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PAL_HOME with the sample of 300 firms published. Never changed: `copy_home` makes one to change."""
    return make_once(request, tmp_path_factory, "sample", _publish_sample)


def _publish_sample(home: Path) -> None:
    run_pal(home, "sample", "--firms", "300", "--seed", "1")
    run_pal(home, "refresh", status=PROBLEMS)
