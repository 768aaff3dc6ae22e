"""The registry of KPIs as a publication or an edition has it, and how their values read."""

from dataclasses import dataclass

from publication.figures import format_number, format_value
from publication.reader import Publication
from publication.vocabularies import capital

HEADLINE, FOLLOWED = "headline", "followed"
_EARLIER = dict.fromkeys(
    ("firms_reached", "firms_assisted", "networks_formed", "networks_strengthened"), HEADLINE
)
"""What stood first before the registry said it: for editions sealed then."""


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
    is_register: bool = False
    group: str = "other"
    prominence: str | None = None
    version: str = "1"

    @property
    def is_share(self) -> bool:
        """Whether its values are shares, 0..1."""
        return self.unit == "%"

    @property
    def is_money(self) -> bool:
        """Whether its values are amounts of money."""
        return self.unit.startswith("€")

    @property
    def short_label(self) -> str:
        """Its label under a heading that says its first word: `Sostenute` under Spese."""
        return capital(self.label.partition(" ")[2]) or self.label

    def show_change(self, change: float) -> str:
        """A difference of two values with its sign; of two shares, in points."""
        if self.is_share:
            return f"{format_number(change * 100, self.decimals, signed=True)} punti"
        sign = " €" if self.is_money else ""
        return f"{format_number(change, self.decimals, signed=True)}{sign}"

    def show(self, value: float | None) -> str:
        """A value of this KPI as text."""
        return format_value(value, self.unit, self.decimals)

    def show_target(self, value: float) -> str:
        """A target: with decimals only where it has some."""
        scaled = value * 100 if self.is_share else value
        return format_value(value, self.unit, self.decimals if scaled % 1 else 0)

    def describe(self) -> str:
        """The definition, and whether it still has to be confirmed."""
        return self.definition if self.is_confirmed else f"{self.definition} *(definizione da confermare)*"


def read_kpis(publication: Publication) -> dict[str, Kpi]:
    """The registry in its order, by code. An edition sealed earlier lacks the columns that came later."""
    rows = publication.rows("from dim_kpis order by sort_order")
    return {row["kpi_code"]: _kpi({"prominence": _EARLIER.get(row["kpi_code"])} | row) for row in rows}


def list_headlines(kpis: dict[str, Kpi]) -> tuple[str, ...]:
    """The codes that stand first on every page, in the registry's order."""
    return tuple(code for code, kpi in kpis.items() if kpi.prominence == HEADLINE)


def list_followed(kpis: dict[str, Kpi]) -> tuple[str, ...]:
    """The headlines, then the other KPIs that are told first when they change."""
    followed = tuple(code for code, kpi in kpis.items() if kpi.prominence == FOLLOWED)
    return list_headlines(kpis) + followed


def list_expenses(kpis: dict[str, Kpi]) -> tuple[str, ...]:
    """The codes that add up amounts of expenses, in the registry's order: how far each euro went."""
    return tuple(code for code, kpi in kpis.items() if kpi.way == "sum" and kpi.subject_type == "expense")


def _kpi(row: dict[str, object]) -> Kpi:
    columns = {
        "code": "kpi_code",
        "label": "kpi_label",
        "definition": "definition_it",
        "counting_note": "counting_note_it",
        "numerator": "numerator_code",
        "denominator": "denominator_code",
        "group": "kpi_group",
    }
    same = ("way", "subject_type", "unit", "is_confirmed", "is_register", "prominence")
    columns |= {name: name for name in same}
    known = {name: row[column] for name, column in columns.items() if column in row}
    decimals, version = row.get("decimals"), row.get("version")
    return Kpi(**known, decimals=int(str(decimals or 0)), version=str(version or 1))  # type: ignore[arg-type]
