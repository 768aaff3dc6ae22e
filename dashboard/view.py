"""What a view is drawn from: publication, filters, colours; and what follows from them."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.comparisons import Comparison, find_comparison
from dashboard.data.asking import Filters, find_day
from dashboard.data.evidence import Rows
from dashboard.data.months import PartnerMonth, find_provisional, load_partner_months
from dashboard.data.registry import load_kpis, project_dates
from dashboard.data.values import load_targets
from dashboard.filters import describe_filters
from dashboard.periods import Period
from dashboard.theme import Palette
from publication.kpis import Kpi
from publication.reader import Publication
from publication.targets import Target, next_targets, targets_question


@dataclass(frozen=True)
class View:
    """One drawing of one view."""

    publication: Publication
    filters: Filters
    palette: Palette

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """The registry by code."""
        return load_kpis(self.publication)

    @cached_property
    def words(self) -> str:
        """The filters in words."""
        return describe_filters(self.publication, self.filters)

    @cached_property
    def start(self) -> date:
        """The project's first day."""
        return project_dates(self.publication)[0]

    @cached_property
    def end(self) -> date:
        """The project's last day."""
        return project_dates(self.publication)[1]

    @cached_property
    def period(self) -> Period:
        """The window, within the project where the reader set no dates."""
        return Period(self.filters.since or self.start, self.filters.until or self.end)

    @cached_property
    def partner_months(self) -> list[PartnerMonth]:
        """Every partner in every month of the window."""
        return load_partner_months(self.publication, self.filters)

    @cached_property
    def provisional(self) -> set[date]:
        """The window's months that a partner has not delivered; with a partner chosen, that partner."""
        chosen = self.filters.partner
        return find_provisional(one for one in self.partner_months if chosen in (None, one.partner_code))

    @cached_property
    def comparison(self) -> Comparison | None:
        """The two windows to compare, if there are two."""
        return find_comparison(self.period, self.start, self.end, self.provisional)

    @cached_property
    def build_day(self) -> date:
        """The day that the build counts as today."""
        return find_day(self.publication, "build_date") or self.end

    @cached_property
    def targets(self) -> list[Target]:
        """Every target of the window, measured, of those chosen: also each partner's and province's own."""
        return load_targets(self.publication, self._of_all)

    @property
    def targets_question(self) -> str:
        """The SQL that the targets were asked with."""
        return targets_question(**self._of_all.parameters())

    @property
    def _of_all(self) -> Filters:
        return replace(self.filters, province=None, partner=None)

    @cached_property
    def next_targets(self) -> dict[str, Target]:
        """The target to look at of each KPI that has one for the province and partner chosen, as registered."""
        found = next_targets(self.targets, self.filters.province, self.filters.partner)
        return {code: found[code] for code in self.kpis if code in found}

    def rows_of(self, target: Target) -> Rows:
        """The rows that a target's value counts."""
        until = target.measured_on or self.start.fromordinal(self.start.toordinal() - 1)
        filters = Filters(self.start, until, target.province_code, target.partner_code)
        return Rows(target.kpi_code, filters)
