"""Who stands behind each total that an annex could show."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editions.folder import Edition
from editions.report.sealed_figures import Sealed
from storage.literals import sql_literal


@dataclass(frozen=True, order=True)
class Cell:
    """A total of one KPI in one edition: of all (`total`), or of a `province_code` or `partner_code`."""

    edition: str
    split: str = "total"
    place: str = ""


Contributors = Mapping[Cell, frozenset[str]]
"""Those that a total counts, or whose rows it adds up. A cell of nobody is an empty set."""

_WHO = """case when subject_type in ('firm', 'network') then subject_id
    else coalesce(firm_id, network_id, subject_id) end"""
"""A contact, a service or a presence is somebody's: three visits to one firm are that firm's."""


def find_contributors(edition: Edition, sealed: Sealed) -> dict[str, dict[Cell, frozenset[str]]]:
    """By KPI (shares and the public register's own left out) the contributors of every cell, in the edition's
    period."""
    found: dict[str, dict[Cell, frozenset[str]]] = {
        code: {} for code, kpi in sealed.kpis.items() if kpi.way != "ratio" and not kpi.is_register
    }
    window = ", ".join(f"{end} := date {sql_literal(sealed.facts[end])}" for end in ("since", "until"))
    for cell, where in _cells(edition, sealed):
        behind = defaultdict(set)
        query = f"select distinct kpi_code, {_WHO} as who from kpi_evidence({window}{where})"
        for code, who in sealed.publication.query(query).rows:
            behind[code].add(who)
        for code, cells in found.items():
            cells[cell] = frozenset(behind[code])
    return found


def _cells(edition: Edition, sealed: Sealed) -> Iterator[tuple[Cell, str]]:
    yield Cell(edition.name), ""
    for split, parameter, places in (
        ("province_code", "province", sealed.provinces),
        ("partner_code", "partner", sealed.partners),
    ):
        for place in places:
            yield Cell(edition.name, split, place), f", {parameter} := {sql_literal(place)}"
