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
    kpi: str = ""


Contributors = Mapping[Cell, frozenset[str]]
"""Those that a total counts, or whose rows it adds up. A cell of nobody is an empty set."""

_WHO = """case when subject_type in ('firm', 'network') then subject_id
    else coalesce(firm_id, network_id, subject_id) end"""
"""A contact, a service or a presence is somebody's: three visits to one firm are that firm's."""


@dataclass(frozen=True)
class Behind:
    """Behind each cell of some editions: `who`, and `things`, each once more for every further thing of theirs
    that the total counts (a firm with two memberships is two things, the first of which is the firm)."""

    who: dict[Cell, frozenset[str]]
    things: dict[Cell, frozenset[str]]


def find_contributors(edition: Edition, sealed: Sealed) -> Behind:
    """Of every KPI (shares and the public register's own left out) the contributors of every cell, in the
    edition's period."""
    counted = [code for code, kpi in sealed.kpis.items() if kpi.way != "ratio" and not kpi.is_register]
    behind = Behind({}, {})
    window = ", ".join(f"{end} := date {sql_literal(sealed.facts[end])}" for end in ("since", "until"))
    for split, place, where in _places(sealed):
        who: dict[str, set[str]] = defaultdict(set)
        things: dict[str, set[str]] = defaultdict(set)
        query = f"""
            select kpi_code, {_WHO} as who, count(distinct subject_id)
            from kpi_evidence({window}{where}) group by all
            """
        for code, one, count in sealed.publication.query(query).rows:
            who[code].add(one)
            things[code].update(one if nth == 0 else f"{one}#{nth}" for nth in range(count))
        for code in counted:
            cell = Cell(edition.name, split, place, code)
            behind.who[cell], behind.things[cell] = frozenset(who[code]), frozenset(things[code])
    return behind


def _places(sealed: Sealed) -> Iterator[tuple[str, str, str]]:
    yield "total", "", ""
    for split, parameter, places in (
        ("province_code", "province", sealed.provinces),
        ("partner_code", "partner", sealed.partners),
    ):
        for place in places:
            yield split, place, f", {parameter} := {sql_literal(place)}"
