"""Processes of our own without the start of Python: one that has imported the program forks them.

Each is a real process, with its own arguments, environment, folder and end: only what would be imported anew
each time is there already. Run as a script it is that process, which answers one request a line.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import duckdb

HERE = Path(__file__).resolve()
PATHS = [str(HERE.parents[1]), str(HERE.parent), str(HERE.parent / "integration")]


@dataclass
class Forker:
    """Runs functions in processes of their own, forked from one that has imported `modules`."""

    modules: Sequence[str]
    _lock: Lock = field(default_factory=Lock)
    _server: "subprocess.Popen[str] | None" = None

    def run(
        self, function: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> subprocess.CompletedProcess[str]:
        """Call `module:function` with the arguments; its result is the process's exit status."""
        with self._lock, TemporaryDirectory(prefix="pal-forked-") as written:
            outputs = [f"{written}/{name}" for name in ("stdout", "stderr")]
            request = [function, list(arguments), dict(environment), str(folder), outputs]
            server = self._server = self._server or self._start()
            assert server.stdin is not None
            assert server.stdout is not None
            server.stdin.write(json.dumps(request) + "\n")
            server.stdin.flush()
            status = os.waitstatus_to_exitcode(int(server.stdout.readline()))
            told = [Path(path).read_text(encoding="utf-8") for path in outputs]
        return subprocess.CompletedProcess([function, *arguments], status, *told)

    def _start(self) -> "subprocess.Popen[str]":
        # With one thread alone: a fork takes no other along.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS), "OPENBLAS_NUM_THREADS": "1"}
        return subprocess.Popen(
            [sys.executable, "-X", "utf8", str(HERE), *self.modules],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )


def run_command(*arguments: str) -> int:
    """The `pal` command, as its entry point calls it."""
    from command import main

    sys.argv = ["pal", *arguments]
    return main()


def _serve() -> None:
    """Fork for each request; answer with how its process ended, until nobody asks any more."""
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            sys.exit(_become(*request))
        print(os.waitpid(child, 0)[1], flush=True)


def _become(
    function: str, arguments: list[str], environment: dict[str, str], folder: str, outputs: list[str]
) -> int | None:
    """What a forked process does until its end, which is that of any other."""
    for descriptor, path in enumerate(["/dev/null", *outputs]):
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    module, name = function.split(":")
    called: Callable[..., int | None] = getattr(import_module(module), name)
    return called(*arguments)


if __name__ == "__main__":
    for imported in sys.argv[1:]:
        import_module(imported)
    duckdb.default_connection().close()  # its threads would be waited for, and no fork has them
    _serve()
