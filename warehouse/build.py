"""Build the warehouse: everything behind `raw` made anew by one dbt process, with all data tests."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from storage.errors import PalError
from storage.home import PROJECT, Home
from warehouse.settings import BuildSettings

OnProgress = Callable[[int, int, str], None]
"""Told how many nodes are done, of how many, and the last one's name."""

_MESSAGE_LENGTH = 400
PARSED = "partial_parse.msgpack"
"""dbt's own name for a project that it has parsed."""


@dataclass(frozen=True)
class Failure:
    """One model, seed or test that dbt could not finish or that did not pass."""

    name: str
    kind: str
    message: str
    rows: int | None

    def line(self) -> str:
        """What failed, in one Italian line."""
        if self.kind == "test" and self.rows is not None:
            return f"il test {self.name} non è passato: {self.rows} righe non lo rispettano"
        label = {"model": "il modello", "seed": "il seed", "test": "il test"}.get(self.kind, "")
        return f"{label} {self.name}: {self.message}".strip()


class BuildFailed(PalError):
    """dbt failed: nothing of this build may be published. One line a failure."""

    def __init__(self, failures: Sequence[Failure], log: Path | None) -> None:
        self.failures = failures
        details = f" (dettagli in {log})" if log else ""
        lines = [f"Costruzione non riuscita, nulla è stato pubblicato{details}:"]
        lines += [f"  - {failure.line()}" for failure in failures]
        super().__init__("\n".join(lines))


class BrokenProject(BuildFailed):
    """dbt cannot build even an empty warehouse: the fault is in the project, in no delivery."""


def run_dbt(
    home: Home,
    warehouse: Path,
    settings: BuildSettings,
    lock: int | None = None,
    on_progress: OnProgress | None = None,
    arguments: Sequence[str] = ("build", "--exclude-resource-type", "unit_test", "exposure"),
    told: Path | None = None,
    extra: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Run dbt on `warehouse` in a child process that ends with this one; raises BuildFailed.

    `home` is where dbt's parsed project and log go. The child inherits the descriptor `lock`, so that the
    writer's lock holds until the last of the two is gone. The caller must have closed the warehouse. To `told`
    go the statements that dbt ran, node by node. `extra` is environment that a target of its own reads.
    """
    log = home.logs / "dbt.log"
    home.logs.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-m", "warehouse.dbt_process", *arguments,
        "--no-write-json", "--log-level", "none", "--log-level-file", "info", "--no-use-colors",
    ]  # fmt: skip
    failures: list[Failure] = []
    with (
        (home.logs / "dbt-process.log").open("wb") as errors,
        subprocess.Popen(
            command,
            cwd=warehouse.parent,
            env={
                **os.environ,
                **dbt_environment(home, warehouse, settings),
                **_same_in_every_home(warehouse),
                **({"PAL_STATEMENTS": str(told)} if told else {}),
                **extra,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            pass_fds=() if lock is None else (lock,),
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        _follow(process.stdout or (), failures, on_progress)
        status = process.wait()
    if status != 0 and not failures:
        failures.append(Failure("dbt", "", f"il processo è finito con stato {status}", None))
        log = home.logs / "dbt-process.log"
    if failures:
        raise BuildFailed(failures, log)


def one_line(message: str) -> str:
    """A message in one line, cut where it grows long."""
    return " ".join(message.split())[:_MESSAGE_LENGTH]


def _follow(lines: Iterable[str], failures: list[Failure], on_progress: OnProgress | None) -> None:
    done, total = 0, 0
    for line in lines:
        message = json.loads(line)
        if message["kind"] == "total":
            total = message["total"]
        elif message["kind"] == "failure":
            text = one_line(message["message"])
            failures.append(Failure(message["name"], message.get("type", ""), text, message.get("failures")))
        else:
            done += 1
        if on_progress is not None and message["kind"] != "failure":
            on_progress(done, total, message.get("name", ""))


def dbt_environment(home: Home, warehouse: Path, settings: BuildSettings) -> dict[str, str]:
    """What the dbt project and dbt itself read from the environment."""
    return {
        "PAL_WAREHOUSE": str(warehouse),
        "PAL_TEMP": str(home.scratch),
        "PAL_THREADS": str(settings.threads),
        "PAL_MEMORY_LIMIT": settings.memory_limit,
        "PAL_BUILD_DATE": settings.build_date.isoformat(),
        "PAL_KPI_CODES": ",".join(_kpi_codes(settings.dbt_project)),
        "DBT_PROJECT_DIR": str(settings.dbt_project),
        "DBT_PROFILES_DIR": str(settings.dbt_project),
        "DBT_TARGET_PATH": str(home.temporary / "dbt"),
        "DBT_LOG_PATH": str(home.logs),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_PARTIAL_PARSE": "true",
        "DO_NOT_TRACK": "1",
        **_parsed_project(home, settings),
    }


def _parsed_project(home: Home, settings: BuildSettings) -> dict[str, str]:
    """A home that has not parsed the project yet takes it as parsed at installation: seconds saved."""
    at_installation = settings.dbt_project / "target" / PARSED
    is_wanted = at_installation.is_file() and not (home.temporary / "dbt" / PARSED).is_file()
    return {"DBT_PARTIAL_PARSE_FILE_PATH": str(at_installation)} if is_wanted else {}


def _same_in_every_home(warehouse: Path) -> dict[str, str]:
    """Paths relative to the warehouse's folder: dbt parses the project anew where its profile has changed."""
    beside = Home(warehouse.parent)
    beside.scratch.mkdir(parents=True, exist_ok=True)
    return {
        "PAL_WAREHOUSE": warehouse.name,
        "PAL_TEMP": str(beside.scratch.relative_to(beside.root)),
        "PYTHONPATH": os.pathsep.join([str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }


def _kpi_codes(dbt_project: Path) -> list[str]:
    """The KPIs that have evidence of their own: one SQL file each."""
    return sorted(path.stem for path in (dbt_project / "models" / "kpi").glob("*.sql"))
