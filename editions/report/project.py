"""The project as its funder knows it: CUP, call, decree, grant; its partners, each with its share."""

from decimal import Decimal

from editions.front_matter import GRANT, FrontMatter
from editions.report.figures import Cell, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from editions.report.spending import budgets_of
from publication.figures import MISSING, format_date
from publication.vocabularies import titles_of

LACKING = "da completare"


def front_matter(sealed: Sealed) -> FrontMatter:
    """What the edition says of the project; nothing in one sealed before it was asked."""
    return FrontMatter(**sealed.facts.get("front_matter", {"texts": {}, "grants": {}}))


def project(sealed: Sealed) -> Section:
    """The facts of the project and of this report, and its partners."""
    said = front_matter(sealed)
    facts = sealed.facts
    granted = sum(said.grants.values())
    told: list[list[Cell]] = [["Progetto", "Punto Alleanze Lombardia"]]
    told += [
        [title, said.texts.get(fact, LACKING)]
        for fact, title in titles_of("project_fact").items()
        if fact != GRANT
    ]
    told += [
        [titles_of("project_fact")[GRANT], Figure.euro(granted).text if said.grants else LACKING],
        ["Periodo del rapporto", f"dal {format_date(sealed.since)} al {format_date(sealed.until)}"],
        ["Inizio del progetto", format_date(facts["project_start"])],
        ["Edizione", f"{facts['id']}, versione {facts['version']}"],
        ["Sigillata", f"il {format_date(facts['sealed_at'])} da {facts['sealed_by']}"],
    ]
    if facts["why"]:
        told.append(["Perché una nuova versione", facts["why"]])
    tables = [
        Table("progetto", "Il progetto e questo rapporto", ["Voce", "Che cosa"], told),
        _partners(sealed, said, granted),
    ]
    return Section("progetto", "Il progetto", [], tables)


def _partners(sealed: Sealed, said: FrontMatter, granted: float) -> Table:
    """Who they are, who leads, and the part of each of budget and grant."""
    budgets = budgets_of(sealed)
    known = sealed.publication.query(
        "select partner_code, partner_name, is_lead from dim_partners order by not is_lead, sort_order"
    ).rows

    def line(name: str, role: str, budget: Decimal, grant: float | None) -> list[Cell]:
        return [
            name,
            role,
            Figure.euro(budget),
            _share(float(budget), float(budgets.total)),
            MISSING if grant is None else Figure.euro(grant),
            MISSING if grant is None else _share(grant, granted),
        ]

    rows = [
        line(name, "capofila" if is_lead else "partner", budgets.of(code), said.grants.get(code))
        for code, name, is_lead in known
    ]
    rows.append(line("Totale", "tutti", budgets.total, granted if said.grants else None))
    headings = ["Partner", "Ruolo", "Preventivo", "Quota", "Contributo concesso", "Quota del contributo"]
    return Table("partner_quote", "I partner e la loro quota", headings, rows, total_row=True)


def _share(part: float, whole: float) -> Figure:
    return Figure(part / whole if whole else None, "%", 1)
