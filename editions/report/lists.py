"""The sections that list things: networks formed and strengthened, services."""

from typing import Any

from editions.report.figures import Cell, Figure, Section, Table
from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from publication.vocabularies import title_of, titles_of
from storage.literals import sql_literal


def networks(sealed: Sealed) -> Section:
    """Networks formed and strengthened: act, members, provinces and PAL's work before; those of the period first."""
    tables = []
    for code in ("networks_formed", "networks_strengthened"):
        if code in sealed.kpis:
            label, rows = sealed.kpis[code].label, _network_rows(sealed, code)
            for is_recent, when in ((True, "nel periodo"), (False, "prima del periodo")):
                listed = [_network_row(sealed, row) for row in rows if row["is_in_period"] == is_recent]
                name = f"{code}_{'periodo' if is_recent else 'prima'}"
                empty = f"Nessuna rete {when}."
                tables.append(Table(name, f"{label} {when}", _NETWORK_HEADINGS, listed, empty=empty))
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


_NETWORK_HEADINGS = [
    "Rete",
    "Forma e atto",
    "Data",
    "Aderenti di quel giorno",
    "Province",
    "Lavoro di PAL prima",
    "Partner",
    "Evidenza",
]


def _network_rows(sealed: Sealed, code: str) -> list[dict[str, Any]]:
    """A row a network, with who was a member on the day that it counts from."""
    return sealed.publication.rows(
        f"""
        with counted as (
            select subject_id, min(happened_on) as day, max(evidence_level) as level,
                string_agg(distinct partner_code, ' ') as partner_codes
            from kpi_trace(code := {sql_literal(code)}, since := date '{sealed.start}', until := date '{sealed.until}')
            group by subject_id
        ),

        told as (
            select subject_id, arg_min(members, happened_on) as members,
                arg_min(member_ids, happened_on) as member_ids, arg_min(province_code, happened_on) as places
            from kpi_trace(code := {sql_literal(code)}, since := date '{sealed.start}', until := date '{sealed.until}')
            group by subject_id
        )

        select counted.*, told.* exclude (subject_id), counted.day >= date '{sealed.since}' as is_in_period,
            networks.*
        from counted
        inner join told using (subject_id)
        left join dim_networks as networks on counted.subject_id = networks.network_id
        order by counted.day, network_name, counted.subject_id
        """
    )


def _network_row(sealed: Sealed, row: dict[str, Any]) -> list[Cell]:
    members = row["members"] or ""
    count = len((row["member_ids"] or "").split())
    return [
        row["network_name"] or row["subject_id"],
        _act(row),
        format_date(row["day"]),
        f"{count}: {members}" if count else "non indicati",
        ", ".join(sorted((row["places"] or "").replace("??", "n.n.").split())),
        _earlier_work(row),
        ", ".join(sealed.partners.get(code, code) for code in sorted((row["partner_codes"] or "").split())),
        title_of("evidence_level", row["level"]),
    ]


def _act(row: dict[str, Any]) -> str:
    """Its form, the day and number of its act, its own codice fiscale where it has one."""
    parts = [title_of("legal_kind", row["legal_kind"]) or "Forma non indicata"]
    parts += [f"firmata il {format_date(row['signed_date'])}"] if row["signed_date"] else []
    parts += [f"repertorio {row['register_number']}"] if row["register_number"] else []
    parts += [f"c.f. {row['network_codice_fiscale']}"] if row["network_codice_fiscale"] else []
    return ", ".join(parts)


def _earlier_work(row: dict[str, Any]) -> str:
    """PAL's first work for it: a desk opened it, or gave it a service."""
    work, opened = row.get("first_work_date"), row["opened_date"]
    if work is None:
        return "non indicato"
    return f"{'aperta da un desk' if work == opened else 'servizio'} il {format_date(work)}"


def _period(sealed: Sealed) -> str:
    return f"since := {_day(sealed.facts['since'])}, until := {_day(sealed.facts['until'])}"


def _day(text: str) -> str:
    return f"date {sql_literal(text)}"
