"""Runs commands as whole processes and takes their wall time and peak memory from the operating system."""

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PAL = [sys.executable, "-c", "import sys; from command import main; sys.exit(main())"]


@dataclass(frozen=True)
class Run:
    """One finished process: wall and processor seconds of it and its children, the largest memory of one in MiB,
    and its last line."""

    seconds: float
    processor_seconds: float
    peak_mib: float
    last_line: str


def run(command: list[str], home: Path | None = None, accept: tuple[int, ...] = (0,)) -> Run:
    """Run to the end. Raises RuntimeError where the exit status is none of `accept`."""
    environment = {**os.environ, "DO_NOT_TRACK": "1", **({"PAL_HOME": str(home)} if home else {})}
    reporter = (
        "import resource, subprocess, sys, time\n"
        "start = time.perf_counter()\n"
        "status = subprocess.run(sys.argv[1:]).returncode\n"
        "seconds = time.perf_counter() - start\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(f'\\n{used.ru_maxrss} {status} {seconds} {used.ru_utime + used.ru_stime}')"
    )
    done = subprocess.run(
        [sys.executable, "-c", reporter, *command],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    *lines, tail = [line for line in done.stdout.splitlines() if line.strip()]
    peak, status, seconds, processor = map(float, tail.split())
    if status not in accept:
        raise RuntimeError(f"{command} ended with {status:.0f}: {done.stderr[-2000:]}")
    return Run(seconds, processor, peak / 1024, lines[-1] if lines else "")


def compare_landings(files: dict[str, Path], rounds: int) -> dict[str, float]:
    """Median seconds of each way of landing its file, taken in turn so that drift touches all alike. The
    first two ways, ours and the limit, are taken `rounds` times, the others once."""
    seconds: dict[str, list[float]] = {way: [] for way in files}
    for number in range(rounds):
        for way in list(files) if number == 0 else list(files)[:2]:
            with tempfile.TemporaryDirectory() as folder:
                done = run(
                    [sys.executable, "-m", "tests.benchmark.ways_of_landing", way, str(files[way]), folder]
                )
                seconds[way].append(float(done.last_line))
    return {way: statistics.median(values) for way, values in seconds.items()}


def machine() -> str:
    """The machine in one line."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, Python {sys.version.split()[0]}"
