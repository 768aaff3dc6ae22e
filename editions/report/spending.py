"""The section on money: in the period, accumulated, against the budget, and what is left; by partner and category."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from editions.report.figures import Cell, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from publication.kpis import list_expenses
from publication.vocabularies import title_of, titles_of
from storage.literals import sql_literal

_INCURRED = "expenses_incurred_eur"
_NOTE = (
    "Spese sostenute, per data della spesa. Il preventivo è quello in vigore per tutto il progetto; resta il "
    "preventivo meno il cumulato."
)


@dataclass(frozen=True)
class Spent:
    """Amounts incurred by partner and category, euro: in the period, and accumulated.

    Exact, so that a sum does not depend on the order of what it adds.
    """

    cells: Mapping[tuple[str, str], tuple[Decimal, Decimal]]

    def of(self, partner: str | None = None, category: str | None = None) -> tuple[Decimal, Decimal]:
        """In the period and accumulated, of a partner, a category, both or all."""
        chosen = [
            amounts
            for (its_partner, its_category), amounts in self.cells.items()
            if partner in (None, its_partner) and category in (None, its_category)
        ]
        return sum((one for one, _ in chosen), Decimal()), sum((one for _, one in chosen), Decimal())

    @property
    def total(self) -> tuple[Decimal, Decimal]:
        """Of all partners and categories."""
        return self.of()


@dataclass(frozen=True)
class Budgets:
    """The budget in force by partner and category, euro."""

    cells: Mapping[tuple[str, str], Decimal]

    def of(self, partner: str | None = None, category: str | None = None) -> Decimal:
        """Of a partner, a category, both or all; 0 where there is none."""
        chosen = (
            amount
            for (its_partner, its_category), amount in self.cells.items()
            if partner in (None, its_partner) and category in (None, its_category)
        )
        return sum(chosen, Decimal())

    @property
    def total(self) -> Decimal:
        """Of all partners and categories."""
        return self.of()


def spent(sealed: Sealed) -> Spent:
    """What was incurred, by the rows that the KPI counts."""
    if _INCURRED not in sealed.kpis:
        return Spent({})
    found = sealed.publication.query(
        f"""
        select
            counted.partner_code,
            coalesce(category, 'other'),
            coalesce(sum(amount) filter (happened_on >= date '{sealed.since}'), 0),
            sum(amount)
        from (
            select distinct partner_code, record_id, happened_on, amount
            from kpi_evidence(
                code := {sql_literal(_INCURRED)}, since := date '{sealed.start}', until := date '{sealed.until}'
            )
        ) as counted
        inner join fct_expenses using (record_id)
        group by all
        """
    ).rows
    return Spent({(partner, category): (recent, whole) for partner, category, recent, whole in found})


def budgets_of(sealed: Sealed) -> Budgets:
    """The budgets in force."""
    found = sealed.publication.query(
        """
        select partner_code, coalesce(category, 'other'), sum(budget_eur)
        from fct_budgets where is_current group by all
        """
    ).rows
    return Budgets({(partner, category): amount for partner, category, amount in found})


def spending(sealed: Sealed) -> Section:
    """Budget, period, accumulated and left; by partner, by category, by both; then the five amounts."""
    amounts, budgets = spent(sealed), budgets_of(sealed)
    used = {category for _, category in (*amounts.cells, *budgets.cells)}
    categories = {code: title for code, title in titles_of("category").items() if code in used}
    by_partner = [_line(name, budgets.of(code), amounts.of(code)) for code, name in sealed.partners.items()]
    by_category = [
        _line(title, budgets.of(category=code), amounts.of(category=code))
        for code, title in categories.items()
    ]
    total = _line("Totale", budgets.total, amounts.total)
    headings = ["Preventivo", "Nel periodo", "Cumulato", "Resta", "Usato"]
    tables = [
        Table(
            "spese_partner",
            "Spese per partner",
            ["Partner", *headings],
            [*by_partner, total],
            _NOTE,
            total_row=True,
        ),
        Table(
            "spese_categoria",
            "Spese per categoria",
            ["Categoria", *headings],
            [*by_category, total],
            _NOTE,
            total_row=True,
        ),
        *(
            _crossed(sealed, categories, code, title, budgets, amounts)
            for code, title in (
                ("periodo", "Spese nel periodo per partner e categoria"),
                ("cumulato", "Spese cumulate per partner e categoria"),
                ("preventivo", "Preventivo per partner e categoria"),
                ("resta", "Quanto resta per partner e categoria"),
            )
        ),
        _five_amounts(sealed),
    ]
    return Section("spese", "Spese", [], tables)


def _line(name: str, budget: Decimal, amounts: tuple[Decimal, Decimal]) -> list[Cell]:
    in_period, whole = amounts
    return [
        name,
        Figure.euro(budget),
        Figure.euro(in_period),
        Figure.euro(whole),
        Figure.euro(budget - whole),
        Figure(float(whole / budget) if budget else None, "%", 1),
    ]


def _crossed(
    sealed: Sealed, categories: Mapping[str, str], code: str, title: str, budgets: Budgets, amounts: Spent
) -> Table:
    """A row a partner, a column a category, with the sums of both."""

    def value(partner: str | None, category: str | None) -> Figure:
        in_period, whole = amounts.of(partner, category)
        budget = budgets.of(partner, category)
        worth = {"periodo": in_period, "cumulato": whole, "preventivo": budget, "resta": budget - whole}
        return Figure.euro(worth[code])

    columns: Iterable[str | None] = (*categories, None)
    rows: list[list[Cell]] = [
        [name, *(value(partner, category) for category in columns)]
        for partner, name in (*sealed.partners.items(), (None, "Totale"))
    ]
    headings = ["Partner", *(title_of("category", category) for category in categories), "Totale"]
    return Table(f"spese_{code}_incrocio", title, headings, rows, total_row=True)


def _five_amounts(sealed: Sealed) -> Table:
    """How far each euro of the period went: incurred, paid, claimed, admitted, by partner."""
    kpis = [sealed.kpis[code] for code in list_expenses(sealed.kpis)]
    rows: list[list[Cell]] = [
        [name, *(sealed.figure(kpi, "in_period", "partner_code", code) for kpi in kpis)]
        for code, name in sealed.partners.items()
    ]
    rows.append(["Totale", *(sealed.figure(kpi, "in_period") for kpi in kpis)])
    headings = ["Partner", *(kpi.short_label for kpi in kpis)]
    title = "Dal sostenuto all’ammesso, nel periodo"
    return Table("spese_importi", title, headings, rows, total_row=True)
