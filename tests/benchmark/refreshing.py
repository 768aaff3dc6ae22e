"""A small home day by day: its first refresh, a desk's file of ten rows, nothing new, and a question."""

import os
import shutil
import statistics
import sys
import time
from pathlib import Path

from tests.benchmark.measuring import PAL, Run, run

REFRESHING = ["command", "wall", "processor", "limit"]
FIRMS, ROWS, ROUNDS = 300, 10, 5
HAS_PROBLEMS = (0, 3)  # exit statuses of a run whose deliveries may hold rows to be rejected


def measure_refreshing(folder: Path) -> list[list[str]]:
    """Rows of REFRESHING: medians of five whole processes each."""
    root = folder / "small"
    run([*PAL, "sample", "--at-once", "--firms", str(FIRMS)], root)
    first = _rounds(root, folder / "first", "refresh")
    run([*PAL, "refresh"], root, accept=HAS_PROBLEMS)
    _deliver(root)
    return [
        _row(f"`pal refresh`, the sample of {FIRMS} firms for the first time", first, "10 s"),
        _row(
            f"`pal refresh`, {ROWS} rows more",
            _rounds(root, folder / "more", "refresh"),
            "3 s, 4 s of processor",
        ),
        _row("`pal refresh`, nothing new", _rounds(_refreshed(root), None, "refresh"), "0.6 s"),
        _row("`pal kpi`", _rounds(root, None, "kpi"), "0.5 s"),
        _row("`pal --help`", _rounds(root, None, "--help"), "0.2 s"),
        _row("Python's start alone", [run([sys.executable, "-c", "pass"]) for _ in range(ROUNDS)], ""),
    ]


def _rounds(root: Path, copy: Path | None, command: str) -> list[Run]:
    """The command five times: on the home, or each time on a fresh copy of it."""
    done = []
    for _ in range(ROUNDS):
        home = root if copy is None else Path(shutil.copytree(root, copy, symlinks=True))
        done.append(run([*PAL, command], home, accept=HAS_PROBLEMS))
        if copy is not None:
            shutil.rmtree(copy)
    return done


def _deliver(root: Path) -> None:
    """Ten contacts with ten new firms, in a file that has been still for a while."""
    path = root / "inbox" / "lecco" / "nuovi.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = (f"Nuova {place} S.r.l.;Lecco;LC;X{place};1{place}/05/2012;visita" for place in range(ROWS))
    header = "Ragione sociale;Comune;Provincia;Codice contatto;Data contatto;Tipo contatto"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    then = time.time() - 60
    os.utime(path, (then, then))


def _refreshed(root: Path) -> Path:
    run([*PAL, "refresh"], root, accept=HAS_PROBLEMS)
    return root


def _row(name: str, runs: list[Run], limit: str) -> list[str]:
    wall = statistics.median(one.seconds for one in runs)
    processor = statistics.median(one.processor_seconds for one in runs)
    return [name, f"{wall:.2f} s", f"{processor:.2f} s", limit]
