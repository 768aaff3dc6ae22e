"""How long a million mentions of firms take to resolve, and how much memory.

`python -m tests.benchmark.resolving SELECT…` is what is timed: dbt on the models selected, of PAL_HOME.
"""

import csv
import sys
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from decisions.loading import load_decisions
from sample.firms import firm_at
from sample.mentions import mention_of
from sample.model import PARTNERS
from storage.home import Home
from tests.benchmark.measuring import PAL, run
from warehouse.build import run_dbt
from warehouse.pipeline import Writer, read_inputs
from warehouse.settings import BuildSettings
from warehouse.state import open_warehouse

_HEADINGS = ("Codice impresa", "Ragione sociale", "P.IVA", "Cod. Fisc.", "Indirizzo", "Comune", "Provincia")
_SEED = 5
_FIRST, _LAST = "int_firm_mentions_gathered", "int_firm_mentions_resolved"
_SLOWEST = 4
_OF_ONE_NAME = 20_000
ONE_NAME = ["`pal refresh`, landed, built, published", "processor"]


def measure_identity(home: Home, firms: int = 920_000) -> list[list[str]]:
    """Rows of step and measure: the models from gathering the mentions to their firms, dbt's own start left
    out; what lies before them (staging, each partner's list merged) is built first, and timed beside them."""
    count = write_mentions(home.inbox, firms)
    run([*PAL, "ingest"], home.root)
    dbt = [sys.executable, "-m", "tests.benchmark.resolving"]
    merged = run([*dbt, f"+{_FIRST}", "--exclude", _FIRST], home.root)
    resolved = run([*dbt, f"{_FIRST}+,+{_LAST}"], home.root)
    seconds, slowest = resolved.last_line.split("|")
    return [
        ["mentions", f"{count:,}"],
        ["rows judged and lists merged, before", f"{merged.last_line.split('|')[0]} s"],
        ["mentions resolved", f"{seconds} s"],
        ["of these the slowest models", slowest],
        ["peak memory", f"{max(merged.peak_mib, resolved.peak_mib):,.0f} MiB"],
    ]


def measure_one_name(folder: Path) -> list[list[str]]:
    """Rows of ONE_NAME: a list of as many firms of one name, without number or address, as of different names."""
    rows, processor = [], []
    for label, name in (("different names", None), ("one name", "Biblioteca comunale")):
        home = Home(folder / label.replace(" ", "_"))
        with _list_of(home.inbox, PARTNERS[0]) as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(("Codice impresa", "Ragione sociale", "Comune", "Provincia"))
            for index in range(_OF_ONE_NAME):
                one = mention_of(firm_at(_SEED, index), PARTNERS[0], _SEED, hard_identity=False)
                writer.writerow((index, name or one.name, one.municipality, one.province))
        taken = run([*PAL, "refresh"], home.root, accept=(0, 3))
        processor.append(taken.processor_seconds)
        rows.append([f"{_OF_ONE_NAME:,} rows of {label}", f"{taken.processor_seconds:.1f} s"])
    return [*rows, ["ratio (≤ 1.5)", f"{processor[1] / processor[0]:.2f}"]]


def _list_of(inbox: Path, partner: str) -> TextIO:
    (inbox / partner).mkdir(parents=True)
    return (inbox / partner / "imprese.csv").open("w", encoding="utf-8", newline="")


def write_mentions(inbox: Path, firms: int) -> int:
    """The partners' lists of hard mentions, each eighth firm in two of them; gives how many mentions."""
    count = 0
    with ExitStack() as files:
        writers = {}
        for partner in PARTNERS:
            file = files.enter_context(_list_of(inbox, partner))
            writers[partner] = csv.writer(file, delimiter=";")
            writers[partner].writerow(_HEADINGS)
        for index in range(firms):
            firm = firm_at(_SEED, index)
            second = PARTNERS[index % len(PARTNERS)] if index % 8 == 0 and not firm.is_unshared else None
            for partner in {*firm.partners[:1], *([second] if second else [])}:
                one = mention_of(firm, partner, _SEED, hard_identity=True)
                writers[partner].writerow(
                    (one.code, one.name, one.partita_iva, one.codice_fiscale, one.address, one.municipality,
                     one.province)
                )  # fmt: skip
                count += 1
    return count


def main() -> None:
    """Run dbt on what the arguments select; print its seconds, and those of the slowest models."""
    home, settings = Home.from_environment(), BuildSettings()
    inputs = read_inputs(Writer(home, settings, None))
    with open_warehouse(home.warehouse, settings, home.scratch) as con:
        load_decisions(con, inputs.decisions, inputs.key)
    times: list[tuple[float, str]] = []
    run_dbt(
        home,
        home.warehouse,
        settings,
        on_progress=lambda done, total, name: times.append((time.perf_counter(), name)),
        arguments=("build", "--exclude-resource-type", "test", "unit_test", "--select", *sys.argv[1:]),
    )
    # Each model is given the time since the one before it was done.
    taken = sorted(((end - begin, name) for (begin, _), (end, name) in pairwise(times)), reverse=True)
    slowest = ", ".join(
        f"{name.removeprefix('int_firm_')} {seconds:.1f} s" for seconds, name in taken[:_SLOWEST]
    )
    print(f"{times[-1][0] - times[0][0]:.1f}|{slowest}")


if __name__ == "__main__":
    main()
