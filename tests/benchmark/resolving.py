"""How long a million mentions of firms take to resolve, and how much memory."""

import csv
import re
from contextlib import ExitStack
from pathlib import Path

from measuring import PAL, run

from sample.firms import firm_at
from sample.mentions import mention_of
from sample.model import PARTNERS

_HEADINGS = ("Codice impresa", "Ragione sociale", "P.IVA", "Cod. Fisc.", "Indirizzo", "Comune", "Provincia")
_SEED = 5
_NODE = re.compile(r"model intermediate\.(int_firm_(?!s_|touches|references)\w+) \.* \[OK in ([\d.]+)s\]")


def write_mentions(inbox: Path, firms: int) -> int:
    """The partners' lists of hard mentions, each eighth firm in two of them; gives how many mentions."""
    count = 0
    with ExitStack() as files:
        writers = {}
        for partner in PARTNERS:
            (inbox / partner).mkdir(parents=True)
            path = inbox / partner / "imprese.csv"
            writers[partner] = csv.writer(
                files.enter_context(path.open("w", encoding="utf-8", newline="")), delimiter=";"
            )
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


def measure_identity(home: Path, firms: int = 900_000) -> list[tuple[str, float]]:
    """Lines of a table: mentions; seconds of the identity models by name and in all; peak memory in MiB."""
    count = write_mentions(home / "inbox", firms)
    run([*PAL, "ingest"], home, accept=(0, 3))
    built = run([*PAL, "build"], home, accept=(0, 3))
    log = (home / "logs" / "dbt.log").read_text(encoding="utf-8")
    seconds = [(name, float(taken)) for name, taken in _NODE.findall(log)]
    return [
        ("mentions", count),
        *seconds,
        ("all identity models", sum(taken for _, taken in seconds)),
        ("peak MiB", built.peak_mib),
    ]
