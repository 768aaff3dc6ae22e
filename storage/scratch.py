"""Where a reader's DuckDB may spill: a folder that no other user can guess or open, gone with the process."""

import tempfile
from functools import cache


@cache
def own_scratch() -> str:
    """This process's folder."""
    _FOLDERS.append(tempfile.TemporaryDirectory(prefix="pal-", ignore_cleanup_errors=True))
    return _FOLDERS[0].name


_FOLDERS: list["tempfile.TemporaryDirectory[str]"] = []  # removed by itself when the process ends
