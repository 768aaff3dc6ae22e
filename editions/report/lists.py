"""The sections that list things: networks formed and strengthened, services, expenses."""

from typing import Any

from editions.report.figures import Cell, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from publication.kpis import list_expenses
from publication.vocabularies import title_of, titles_of
from storage.literals import sql_literal


def networks(sealed: Sealed) -> Section:
    """Networks formed and strengthened since the project's start; those of the period are marked."""
    headings = ["Rete", "Forma", "Data", "Nel periodo", "Aderenti", "Province", "Partner", "Evidenza"]
    tables = [
        Table(code, sealed.kpis[code].label, headings, _network_rows(sealed, code), empty="Nessuna rete.")
        for code in ("networks_formed", "networks_strengthened")
        if code in sealed.kpis
    ]
    return Section("reti", "Reti costituite e rafforzate", [], tables)


def services(sealed: Sealed) -> Section:
    """Services of the integrated model given in the period, by kind and partner."""
    counts: dict[tuple[str, str], int] = {}
    for kind, partner, count in sealed.publication.query(
        f"""
        select service_kind, evidence.partner_code, count(distinct subject_id)
        from kpi_evidence(code := 'services_delivered', {_period(sealed)}) as evidence
        left join (select distinct record_id, service_kind from fct_services) using (record_id)
        group by all
        """
    ).rows:
        counts[kind or "other", partner] = count
    services = titles_of("service_kind")
    kinds = [kind for kind in services if any(key == kind for key, _ in counts)]
    rows: list[list[Cell]] = [
        [
            services[kind],
            *(Figure(counts.get((kind, partner), 0)) for partner in sealed.partners),
            Figure(sum(counts.get((kind, partner), 0) for partner in sealed.partners)),
        ]
        for kind in kinds
    ]
    if rows:
        sums = [Figure(sum(counts.get((kind, one), 0) for kind in kinds)) for one in sealed.partners]
        rows.append(["Totale", *sums, Figure(sum(counts.values()))])
    headings = ["Servizio", *sealed.partners.values(), "Totale"]
    table = Table("servizi", "Servizi erogati nel periodo", headings, rows, total_row=bool(rows))
    return Section("servizi", "Servizi del modello integrato", [], [table])


def expenses(sealed: Sealed) -> Section:
    """Five amounts by partner and by category, in the period."""
    kpis = [sealed.kpis[code] for code in list_expenses(sealed.kpis)]
    budgets = {
        (column, code): value
        for column in ("partner_code", "category")
        for code, value in sealed.publication.query(
            f"select {column}, sum(budget_eur)::double from fct_budgets where is_current group by all"
        ).rows
    }
    headings = ["Preventivo", *(kpi.short_label for kpi in kpis)]
    by_partner: list[list[Cell]] = [
        [
            name,
            Figure(budgets.get(("partner_code", code)), "€", 2),
            *(sealed.figure(kpi, "in_period", "partner_code", code) for kpi in kpis),
        ]
        for code, name in sealed.partners.items()
    ]
    total = sum(value or 0 for (column, _), value in budgets.items() if column == "partner_code")
    totals: list[Cell] = [
        "Totale",
        Figure(total, "€", 2),
        *(sealed.figure(kpi, "in_period") for kpi in kpis),
    ]
    by_category = _expenses_by_category(sealed, budgets)
    note = "Importi del periodo; il preventivo è quello in vigore per tutto il progetto."
    tables = [
        Table(
            "spese_partner",
            "Per partner",
            ["Partner", *headings],
            [*by_partner, totals],
            note,
            total_row=True,
        ),
        Table("spese_categoria", "Per categoria", ["Categoria", *headings], by_category, note),
    ]
    return Section("spese", "Spese", [], tables)


def _network_rows(sealed: Sealed, code: str) -> list[list[Cell]]:
    facts = sealed.facts
    since = min(facts["project_start"], facts["since"])
    found = sealed.publication.query(
        f"""
        select
            coalesce(network_name, subject_id) as network,
            legal_kind,
            min(happened_on) as day,
            min(happened_on) >= {_day(facts["since"])} as is_in_period,
            any_value(member_count) as members,
            replace(string_agg(distinct province_code, ', ' order by province_code), '??', 'n.n.') as places,
            string_agg(distinct short_name, ', ' order by short_name) as partners,
            max(evidence_level) as level
        from kpi_evidence(code := {sql_literal(code)}, since := {_day(since)}, until :=
            {_day(facts["until"])})
            as evidence
        left join dim_networks on subject_id = dim_networks.network_id
        left join dim_partners using (partner_code)
        group by subject_id, network_name, legal_kind
        order by day, network, subject_id
        """
    ).dicts()
    return [_network_row(row) for row in found]


def _network_row(row: dict[str, Any]) -> list[Cell]:
    return [
        row["network"],
        title_of("legal_kind", row["legal_kind"]),
        format_date(row["day"]),
        "sì" if row["is_in_period"] else "no",
        Figure(row["members"]),
        row["places"],
        row["partners"] or "",
        title_of("evidence_level", row["level"]),
    ]


def _expenses_by_category(sealed: Sealed, budgets: dict[tuple[str, str], float]) -> list[list[Cell]]:
    codes = list_expenses(sealed.kpis)
    amounts = ", ".join(f"sum(amount) filter (kpi_code = {sql_literal(code)})::double" for code in codes)
    parts = " union all ".join(
        f"from kpi_evidence(code := {sql_literal(code)}, {_period(sealed)})" for code in codes
    )
    if not parts:
        return []
    found = sealed.publication.query(
        f"""
        select category, {amounts}
        from (select distinct kpi_code, record_id, amount from ({parts}))
        inner join fct_expenses using (record_id)
        group by category
        order by category
        """
    ).rows
    return [
        [
            title_of("category", category),
            Figure(budgets.get(("category", category)), "€", 2),
            *(Figure(value or 0.0, "€", 2) for value in values),
        ]
        for category, *values in found
    ]


def _period(sealed: Sealed) -> str:
    return f"since := {_day(sealed.facts['since'])}, until := {_day(sealed.facts['until'])}"


def _day(text: str) -> str:
    return f"date {sql_literal(text)}"
