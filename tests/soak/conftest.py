"""One line for each soak: how much it did, printed at the end of `make soak`."""

from collections.abc import Callable

import pytest
from hypothesis import settings

settings.load_profile("soak")  # new examples each time: see tests/conftest.py

_LINES = pytest.StashKey[list[str]]()


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say in one line what a soak did and found."""
    return request.config.stash.setdefault(_LINES, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the lines below the dots."""
    for line in config.stash.get(_LINES, []):
        terminalreporter.write_line(line)
