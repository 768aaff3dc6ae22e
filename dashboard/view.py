"""What a view is drawn from: publication, filters, colours; and what follows from them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.comparisons import Comparison, find_comparison
from dashboard.data.asking import Filters, find_day
from dashboard.data.months import PartnerMonth, find_provisional, load_partner_months
from dashboard.data.registry import load_kpis, project_dates
from dashboard.filters import describe_filters
from dashboard.kpis import Kpi
from dashboard.periods import Period
from dashboard.theme import Palette
from publication.reader import Publication


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
    def measured_on(self) -> date:
        """The last day whose month every partner has delivered, in the window and not after the build."""
        last = min(self.period.until or self.end, self.end, self.build_day)
        before = [one.month for one in self.partner_months if not one.is_in and one.month <= last]
        return min(before).fromordinal(min(before).toordinal() - 1) if before else last
