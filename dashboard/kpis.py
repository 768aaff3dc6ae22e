"""A KPI as the registry describes it, and how its values read."""

from dataclasses import dataclass

from dashboard import text
from dashboard.formats import format_value


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

    def show(self, value: float | None) -> str:
        """A value of this KPI as text."""
        return format_value(value, self.unit, self.decimals)

    def show_target(self, value: float) -> str:
        """A target: with decimals only where it has some."""
        return format_value(value, self.unit, self.decimals if value % 1 else 0)

    def describe(self) -> str:
        """The definition, and whether it still has to be confirmed."""
        return self.definition if self.is_confirmed else f"{self.definition} *({text.TO_CONFIRM})*"
