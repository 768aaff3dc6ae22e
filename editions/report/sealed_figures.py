"""What a sealed edition says, ready to be put into tables: its KPIs, names and figures."""

from datetime import date, timedelta
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

    @property
    def start(self) -> date:
        """The day from which figures accumulate."""
        return date.fromisoformat(min(self.facts["project_start"], self.facts["since"]))

    @property
    def since(self) -> date:
        """The period's first day."""
        return date.fromisoformat(self.facts["since"])

    @property
    def until(self) -> date:
        """The period's last day."""
        return date.fromisoformat(self.facts["until"])

    @property
    def period_before(self) -> tuple[date, date] | None:
        """The days before the period, as many months (where it is whole months) or days; None before the project."""
        last = self.since - timedelta(days=1)
        if last < self.start:
            return None
        is_whole_months = self.since.day == 1 and (self.until + timedelta(days=1)).day == 1
        months = (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1
        first = self.since - (self.until - last)
        if is_whole_months:
            year, month = divmod(self.since.year * 12 + self.since.month - 1 - months, 12)
            first = date(year, month + 1, 1)
        return max(first, self.start), last

    @cached_property
    def _before(self) -> dict[str, float]:
        if self.period_before is None:
            return {}
        first, last = (f"date '{day}'" for day in self.period_before)
        return dict(self.publication.query(f"from kpi(since := {first}, until := {last})").rows)

    def figure_before(self, kpi: Kpi) -> Figure:
        """The value over the period before, as it is known in this edition; none where there is no such period."""
        absent = None if kpi.way == "ratio" or self.period_before is None else 0.0
        return Figure.of(kpi, self._before.get(kpi.code, absent))

    @cached_property
    def goals(self) -> dict[str, list[tuple[date, float, bool]]]:
        """The targets of all, by KPI in the order of their days: day, value, whether it is confirmed."""
        found: dict[str, list[tuple[date, float, bool]]] = {}
        for code, *goal in self.publication.query(
            """
            select kpi_code, period_end, value::double, is_confirmed from fct_targets
            where is_current and province_code is null and partner_code is null order by kpi_code, period_end
            """
        ).rows:
            found.setdefault(code, []).append(tuple(goal))
        return found

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
