"""A KPI as the registry describes it, and how its values read."""

from dataclasses import dataclass

from dashboard import text
from dashboard.formats import format_number, format_value


@dataclass(frozen=True)
class Kpi:
    """One row of dim_kpis; `unit` is a word (imprese, ore), € or %, a share being 0..1."""

    code: str
    label: str
    definition: str
    counting_note: str
    way: str
    subject_type: str
    unit: str
    decimals: int
    is_confirmed: bool
    numerator: str | None = None
    denominator: str | None = None

    @property
    def is_share(self) -> bool:
        """Whether its values are shares, 0..1."""
        return self.unit == "%"

    def show_change(self, change: float) -> str:
        """A difference of two values with its sign; of two shares, in points."""
        if self.is_share:
            return f"{format_number(change * 100, self.decimals, signed=True)} punti"
        sign = " €" if self.unit.startswith("€") else ""
        return f"{format_number(change, self.decimals, signed=True)}{sign}"

    def show(self, value: float | None) -> str:
        """A value of this KPI as text."""
        return format_value(value, self.unit, self.decimals)

    def show_target(self, value: float) -> str:
        """A target: with decimals only where it has some."""
        return format_value(value, self.unit, self.decimals if value % 1 else 0)

    def describe(self) -> str:
        """The definition, and whether it still has to be confirmed."""
        return self.definition if self.is_confirmed else f"{self.definition} *({text.TO_CONFIRM})*"
