"""What a sealed edition says, ready to be put into tables: its KPIs, names and figures."""

from functools import cached_property
from typing import Any

from editions.folder import Edition
from editions.report.figures import Figure
from editions.values import TABLE
from publication.kpis import Kpi, read_kpis
from publication.reader import Publication

SPLITS = ("province_code", "partner_code", "month", "level")


class Sealed:
    """An opened edition with its facts and figures."""

    def __init__(self, edition: Edition, publication: Publication) -> None:
        self.edition = edition
        self.facts: dict[str, Any] = edition.facts
        self.publication = publication

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """The registry, in its order, by code."""
        return read_kpis(self.publication)

    @cached_property
    def figures(self) -> dict[tuple[str, str, str | None], dict[str, Any]]:
        """Every sealed figure by KPI, split (total or a column's name) and cell."""
        found = {}
        for row in self.publication.query(f"from {TABLE}").dicts():
            split = next((name for name in SPLITS if row[name] is not None), "total")
            found[row["kpi_code"], split, row.get(split)] = row
        return found

    def figure(self, kpi: Kpi, measure: str, split: str = "total", cell: str | None = None) -> Figure:
        """A sealed figure (measure in_period, cumulative or target) as it is written; 0 where nothing is
        counted."""
        row = self.figures.get((kpi.code, split, cell))
        absent = None if kpi.way == "ratio" or measure == "target" else 0.0
        return Figure.of(kpi, absent if row is None or row[measure] is None else row[measure])

    @cached_property
    def partners(self) -> dict[str, str]:
        """Name of each partner by code, in the project's order."""
        return dict(
            self.publication.query(
                "select partner_code, short_name from dim_partners order by sort_order"
            ).rows
        )

    @cached_property
    def provinces(self) -> dict[str, str]:
        """Name of each of Lombardy's provinces by sigla, and of the one not known."""
        return dict(
            self.publication.query(
                """
                select province_code, province_name from dim_provinces
                where is_lombardy or province_code = '??'
                order by province_code = '??', province_code
                """
            ).rows
        )

    @cached_property
    def months(self) -> list[str]:
        """The months of the edition's period."""
        first, last = self.facts["since"][:7], self.facts["until"][:7]
        return sorted(
            {cell for _, split, cell in self.figures if split == "month" and cell and first <= cell <= last}
        )
