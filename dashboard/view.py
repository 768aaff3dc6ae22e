"""What a view is drawn from: publication, filters, colours; and what follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard import text
from dashboard.comparisons import Comparison, find_comparison
from dashboard.data.asking import Filters, find_day
from dashboard.data.evidence import Rows
from dashboard.data.months import PartnerMonth, find_provisional, load_partner_months
from dashboard.data.registry import load_kpis, project_dates
from dashboard.data.values import load_targets, load_value
from dashboard.filters import describe_filters
from dashboard.periods import Period
from dashboard.theme import Palette
from decisions.notes import Note, list_notes
from publication.kpis import Kpi
from publication.persons import known_persons
from publication.reader import Publication
from publication.targets import Target, next_targets, targets_question
from storage.home import Home


@dataclass(frozen=True)
class View:
    """One drawing of one view."""

    publication: Publication
    filters: Filters
    palette: Palette
    second: Period | None = None
    """The period that the reader chose to see beside the first."""

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """The registry by code."""
        return load_kpis(self.publication)

    def notes_on(self, code: str) -> dict[date, Note]:
        """What people noted of a KPI's months."""
        home = Home.from_environment()
        noted = [note for note in list_notes(home.decisions) if note.kpi_code == code]
        if not noted:
            return {}  # who is known is read of the twin, which a page without notes does without
        persons = known_persons(home)
        return {note.month: replace(note, words=persons.mask(note.words)) for note in noted}

    @cached_property
    def words(self) -> str:
        """The filters in words."""
        words = describe_filters(self.publication, self.filters)
        if self.second is None:
            return words
        return f"{words} · {text.COMPARED_WITH.format(period=self.second.describe().lower())}"

    @cached_property
    def before(self) -> Filters | None:
        """The same filters over the second period, where one was chosen."""
        if self.second is None:
            return None
        return replace(self.filters, since=self.second.since, until=self.second.until)

    def all_before(self, opens: Sequence[Rows]) -> list[Rows]:
        """The same rows over the second period; none where none was chosen."""
        if self.second is None:
            return []
        since, until = self.second.since, self.second.until
        return [replace(rows, filters=replace(rows.filters, since=since, until=until)) for rows in opens]

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

    @property
    def is_filtered(self) -> bool:
        """Whether the reader chose less than the whole project."""
        days = (self.filters.since, self.filters.until)
        chosen = (self.filters.province, self.filters.partner, self.filters.desk, self.filters.sector)
        return days not in ((None, None), (self.start, self.end)) or any(chosen)

    @cached_property
    def partner_months(self) -> list[PartnerMonth]:
        """Every partner in every month of the window."""
        return load_partner_months(self.publication, self.filters)

    @cached_property
    def provisional(self) -> set[date]:
        """The window's months that a partner has not delivered; with a partner chosen, that partner."""
        return find_provisional(
            one for one in self.partner_months if self.filters.has_partner(one.partner_code)
        )

    @cached_property
    def comparison(self) -> Comparison | None:
        """The two windows to compare, if there are two: the period and the chosen one, else what came before."""
        if self.second is not None:
            return Comparison(Period(self.filters.since, self.filters.until), self.second)
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
    def is_from_start(self) -> bool:
        """Whether figures accumulate from the project's start, as targets do."""
        return self.filters.since is None or self.filters.since <= self.start

    @property
    def _of_all(self) -> Filters:
        """A later beginning chooses no other targets: they are those due by the period's end, from the start."""
        return replace(self.filters, since=None, province=None, partner=None)

    @cached_property
    def next_targets(self) -> dict[str, Target]:
        """The target to look at of each KPI that has one for the province and partner chosen, as registered."""
        found = next_targets(self.targets, self.filters.province, self.filters.partner)
        return {code: found[code] for code in self.kpis if code in found}

    def rows_of(self, target: Target) -> Rows:
        """The rows that a target's value counts."""
        until = target.measured_on or self.period.until
        filters = Filters(self.start, until, target.province_code, target.partner_code)
        return Rows(target.kpi_code, filters)

    def value_of(self, target: Target) -> float | None:
        """What a target's rows come to: on the day it is measured; where no month is in from all, so far."""
        if target.measured_on is not None:
            return target.value
        rows = self.rows_of(target)
        return load_value(self.publication, rows.code, rows.filters)
