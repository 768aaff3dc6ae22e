"""Cells of the report: text, and figures that carry how they are written."""

from dataclasses import dataclass, field
from decimal import Decimal

from publication.figures import format_value
from publication.kpis import Kpi


@dataclass(frozen=True)
class Figure:
    """A number as it is sealed, its unit and decimals. A share (unit %) is kept as 0..1; None: it does not
    exist."""

    value: float | None
    unit: str = ""
    decimals: int = 0

    @classmethod
    def of(cls, kpi: Kpi, value: float | None) -> "Figure":
        """A value of a KPI."""
        return cls(value, kpi.unit if kpi.is_share or kpi.is_money else "", kpi.decimals)

    @classmethod
    def euro(cls, amount: Decimal | float) -> "Figure":
        """An amount of money, to the cent."""
        return cls(float(amount), "€", 2)

    @property
    def text(self) -> str:
        """As Italians write it: 1.234,50 €, 12,5%, a dash for what does not exist."""
        return format_value(self.value, self.unit, self.decimals)

    @property
    def excel_format(self) -> str:
        """The number format that shows the same in a spreadsheet."""
        digits = "#,##0" + ("." + "0" * self.decimals if self.decimals else "")
        return digits + {"%": "%"}.get(self.unit, ' "€"' if self.unit.startswith("€") else "")


Cell = str | Figure


@dataclass(frozen=True)
class Chart:
    """A drawing of a table: `columns` of one of its columns, a `map` of provinces by sigla, or `bullets`, each a
    value as a part of its target (columns `value` and `target`). Drawings of one table that share a `scale` are
    drawn to one, so that they can be compared."""

    kind: str
    title: str
    value: int
    target: int | None = None
    label: int = 0
    scale: str = ""


@dataclass(frozen=True)
class Table:
    """A table: columns' headings, rows of cells, a note below it, a sentence where it has no rows."""

    code: str
    title: str
    headings: list[str]
    rows: list[list[Cell]]
    note: str = ""
    empty: str = "Nessun dato nel periodo."
    charts: list[Chart] = field(default_factory=list)
    total_row: bool = False


@dataclass(frozen=True)
class Section:
    """A section of the report: paragraphs, then tables, then people's own texts as blocks."""

    code: str
    title: str
    paragraphs: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    texts: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """A whole report, before it is a file. `headlines` are the cover page's figures: label, figure,
    remark."""

    facts: dict[str, str]
    headlines: list[tuple[str, Figure, str]]
    sections: list[Section]
