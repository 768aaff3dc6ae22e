"""How much of the machine a build may take, and which dbt project and day it uses."""

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from storage.home import DBT_PROJECT


@dataclass(frozen=True)
class BuildSettings:
    """What a build uses: the dbt project, the day it counts as today, memory (DuckDB's notation), threads."""

    memory_limit: str = field(default_factory=lambda: os.environ.get("PAL_MEMORY_LIMIT") or "2500MB")
    threads: int = field(default_factory=lambda: int(os.environ.get("PAL_THREADS") or _default_threads()))
    dbt_project: Path = DBT_PROJECT
    build_date: date = field(default_factory=date.today)


def _default_threads() -> int:
    return max(1, min(os.cpu_count() or 1, 4))
