"""Ask every hostile statement of a folder's database: a process of its own, so that the largest of its
children, which are the questions alone, can be measured.

    python tests/safety/hostile_asking.py FOLDER STEP

prints one JSON object: `asked` (a number), `wrong` (expected, statement, what it ended as) and `largest_mb`. Of those
that must be stopped, which take the processor until they are, it asks one in STEP.
"""

import json
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from hostile_lists import lines_of

from publication.people_sql import Answer, Limits, NotAnswered, TooMuchMemory, ask_apart
from publication.people_sql.asking import TEMPLATE
from publication.sources import Source
from storage.errors import PalError, TooLong
from storage.home import Home

MEMORY_MB = 512
PATIENCE_SECONDS = {"stopped": 1.0}
"""What must be stopped is stopped soon; what may end has time for it on a machine that does other things."""
GENERATED = {
    "deep_parentheses": "select " + "(" * 50_000 + "1" + ")" * 50_000,
    "deep_selects": "select " + "(select " * 3_000 + "1" + ")" * 3_000,
    "deep_functions": "select " + "abs(" * 3_000 + "1" + ")" * 3_000,
    "long_list": "select 1 in (" + ",".join(map(str, range(50_000))) + ")",
    "long_text": "select length('" + "x" * 2_000_000 + "')",
    "many_columns": "select " + ",".join(f"{number} as c{number}" for number in range(2_000)),
    "many_unions": " union all ".join(["select 1"] * 300),
}
ENDINGS = {"refused": (NotAnswered,), "stopped": (TooLong, TooMuchMemory), "harmless": (Answer,)}


def statements(folder: Path, step: int) -> Iterator[tuple[str, str]]:
    """Every hostile statement with what must become of it; of those that are stopped, one in `step`."""
    stopped = 0
    places = {"home": folder, "file": folder / "asked.duckdb", **GENERATED}
    for line in lines_of("statements.txt"):
        expected, _, sql = line.partition(" ")
        stopped += expected == "stopped"
        if expected == "stopped" and stopped % step:
            continue
        yield expected, sql.replace("\\n", "\n").format(**places)


def ask(folder: Path, expected: str, sql: str) -> Answer | PalError:
    """The answer, or the line in its place."""
    limits = Limits(PATIENCE_SECONDS.get(expected, 60.0), MEMORY_MB, rows=50_000, answer_mb=10)
    try:
        return ask_apart(Source(str(folder / "asked.duckdb")), sql, limits=limits, home=Home(folder))
    except PalError as error:
        return error


def main(folder: Path, step: int) -> None:
    """Ask two at a time, as two people would."""
    hostile = list(statements(folder, step))
    with ThreadPoolExecutor(2) as pool:
        endings = list(pool.map(lambda one: ask(folder, *one), hostile))
    wrong = [
        (expected, sql[:80], repr(ending)[:200])
        for (expected, sql), ending in zip(hostile, endings, strict=True)
        if not isinstance(ending, ENDINGS[expected])
    ]
    TEMPLATE.end()
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(json.dumps({"asked": len(hostile), "wrong": wrong, "largest_mb": largest}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
