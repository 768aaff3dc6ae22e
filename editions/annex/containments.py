"""Which KPIs count part of what another counts: one less the other then tells of those left."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache

from publication.kpis import Kpi
from storage.home import DBT_PROJECT

_SEED = DBT_PROJECT / "seeds" / "kpi_containments.csv"

Pair = tuple[str, str]
"""A part and its whole."""


@cache
def read_containments() -> frozenset[Pair]:
    """The declared pairs, and those that follow: a part of a part is one of the whole."""
    with _SEED.open(encoding="utf-8", newline="") as file:
        pairs = {(row["part_code"], row["whole_code"]) for row in csv.DictReader(file)}
    while further := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= further
    return frozenset(pairs)


def counts_things(part: Kpi, whole: Kpi) -> bool:
    """Whether the whole counts several things of one subject of the part: a firm's memberships."""
    return part.subject_type != whole.subject_type


def gather_families(kpis: Mapping[str, Kpi], pairs: Iterable[Pair]) -> list[list[str]]:
    """KPIs whose totals are looked at together: a reader has them all. In the registry's order."""
    of = {code: {code} for code in kpis}
    for part, whole in sorted(pairs):
        if part in of and whole in of and of[part] is not of[whole]:
            of[part] |= of[whole]
            for code in of[whole]:
                of[code] = of[part]
    families: list[list[str]] = []
    for code in kpis:
        family = [one for one in kpis if one in of[code]]
        if family not in families:
            families.append(family)
    return families
