"""What is dear to make, made once though the tests run in several processes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def make_once(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], None],
) -> Path:
    """A folder of all processes of this run; the first that needs it makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(request.config, "workerinput") else base) / name
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            unfinished.mkdir(exist_ok=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder
