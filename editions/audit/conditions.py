"""The conditions of a KPI's definition, one by one, each with what proves it in the case at hand."""

from collections.abc import Callable, Iterator
from typing import Any

from editions.report.sealed_figures import Sealed
from publication.figures import format_date
from publication.kpis import Kpi
from publication.vocabularies import words_of
from storage.literals import sql_list, sql_literal

NOT_PROVED = "nessuna prova nei dati: chiedere il documento"

Condition = tuple[str, str]
"""What the definition asks, and its proof."""


def conditions_of(sealed: Sealed, kpi: Kpi, subject: str, rows: list[dict[str, Any]]) -> list[Condition]:
    """The conditions of a case; of other KPIs than those of networks and firms, the row itself is the proof."""
    find = _OF_KPI.get(kpi.code, _OF_SUBJECT.get(kpi.subject_type, _of_row))
    return [(asked, proof or NOT_PROVED) for asked, proof in find(sealed, subject, rows)]


def _of_formed(sealed: Sealed, subject: str, rows: list[dict[str, Any]]) -> Iterator[Condition]:
    network = _network(sealed, subject)
    signed = network.get("signed_date")
    yield (
        "Firmata entro le date del progetto",
        _dated("firmata il", signed) + f"; progetto dal {_project(sealed)}",
    )
    yield (
        "Non preesistente",
        "segnata preesistente"
        if network.get("existed_before_project")
        else ("nessun partner la segna preesistente, e la firma non è prima del progetto"),
    )
    yield from _work_before(sealed, subject, network, signed)
    yield "Aderenti di quel giorno, con la loro sede", _members(rows)
    yield "Atto", _act(network)


def _of_interprovincial(sealed: Sealed, subject: str, rows: list[dict[str, Any]]) -> Iterator[Condition]:
    yield from _of_formed(sealed, subject, rows)
    places = sorted(
        {place for row in rows for place in row["province_code"].split() if place in sealed.provinces}
    )
    yield "Aderenti in due o più province lombarde quel giorno", ", ".join(places)


def _of_strengthened(sealed: Sealed, subject: str, rows: list[dict[str, Any]]) -> Iterator[Condition]:
    network = _network(sealed, subject)
    day = min(row["happened_on"] for row in rows)
    marked = "segnata preesistente" if network.get("existed_before") else ""
    yield "Preesistente", "; ".join(filter(None, (marked, _dated("firmata il", network.get("signed_date")))))
    yield from _work_before(sealed, subject, network, day)
    yield (
        "Rafforzata entro le date del progetto",
        f"il {format_date(day)}: {_strengthening(sealed, subject, day)}",
    )
    yield "Aderenti di quel giorno, con la loro sede", _members(rows)
    yield "Atto", _act(network)


def _of_firm(sealed: Sealed, subject: str, rows: list[dict[str, Any]]) -> Iterator[Condition]:
    [firm] = sealed.publication.rows(f"from dim_firms where firm_id = {sql_literal(subject)}") or [{}]
    kind = words_of("subject_kind").get(firm.get("subject_kind") or "", "")
    yield (
        "È un’impresa",
        kind and f"{kind}; {'con' if firm.get('codice_fiscale') else 'senza'} codice fiscale valido",
    )
    yield "Sede in provincia", firm.get("province_code") or ""
    yield from _of_row(sealed, subject, rows)


def _of_row(sealed: Sealed, subject: str, rows: list[dict[str, Any]]) -> Iterator[Condition]:
    records = sql_list(row["record_id"] for row in rows)
    kinds = dict(
        sealed.publication.query(
            f"""
            select record_id, contact_kind from fct_contacts where record_id in ({records})
            union all
            select record_id, service_kind from fct_services where record_id in ({records})
            """
        ).rows
    )
    words = words_of("service_kind") | words_of("contact_kind")
    told = [
        f"{format_date(row['happened_on'])} {words.get(kinds.get(row['record_id'], ''), '')}".strip()
        for row in rows
        if row["happened_on"]
    ]
    shown = told[:_SHOWN]
    more = f" e altre {len(told) - _SHOWN}" if len(told) > _SHOWN else ""
    yield "Fatto che la definizione chiede, nel suo giorno", ", ".join(shown) + more


def _work_before(sealed: Sealed, subject: str, network: dict[str, Any], day: Any) -> Iterator[Condition]:
    """PAL's work on or before the day: the opening by a desk, the services."""
    opened = network.get("opened_date")
    proofs = [f"aperta da un desk il {format_date(opened)}"] if opened and day and opened <= day else []
    words = words_of("service_kind")
    for given, kind, partner in sealed.publication.query(
        f"""
        select service_date, service_kind, partner_code from fct_services
        where network_id = {sql_literal(subject)} and service_date <= date '{day or sealed.until}'
        order by service_date limit {_SHOWN}
        """
    ).rows:
        who = sealed.partners.get(partner, partner)
        proofs.append(f"{words.get(kind, kind)} il {format_date(given)} ({who})")
    yield "Lavoro di PAL prima, o lo stesso giorno", ", ".join(proofs)


def _strengthening(sealed: Sealed, subject: str, day: Any) -> str:
    """What happened to the network that day."""
    network, on = sql_literal(subject), f"date '{day}'"
    acts, services = words_of("network_event_kind"), words_of("service_kind")
    found: list[tuple[str, str]] = list(
        sealed.publication.query(
            f"""
        select 'act', network_event_kind from fct_network_events where network_id = {network} and event_date = {on}
        union
        select 'service', service_kind from fct_services where network_id = {network} and service_date = {on}
        union
        select 'member', firm_id from bridge_network_members where network_id = {network} and joined_date = {on}
        order by all
        """
        ).rows
    )
    words = {
        "act": acts,
        "service": {code: f"servizio: {word}" for code, word in services.items()},
        "member": {code: f"nuovo aderente {code}" for what, code in found if what == "member"},
    }
    return ", ".join(words[what].get(code, code) for what, code in found) or NOT_PROVED


def _network(sealed: Sealed, subject: str) -> dict[str, Any]:
    [row] = sealed.publication.rows(f"from dim_networks where network_id = {sql_literal(subject)}") or [{}]
    return row


def _members(rows: list[dict[str, Any]]) -> str:
    return "; ".join(dict.fromkeys(row["members"] for row in rows if row["members"]))


def _act(network: dict[str, Any]) -> str:
    parts = [f"repertorio {network['register_number']}"] if network.get("register_number") else []
    parts += [f"c.f. {network['network_codice_fiscale']}"] if network.get("network_codice_fiscale") else []
    parts += ["nel registro delle imprese"] if network.get("is_in_register") else []
    return ", ".join(parts)


def _project(sealed: Sealed) -> str:
    [(start, end)] = sealed.publication.query("select start_date, end_date from dim_project").rows
    return f"{format_date(start)} al {format_date(end)}"


def _dated(what: str, day: Any) -> str:
    return f"{what} {format_date(day)}" if day else "data non indicata"


_SHOWN = 6
Finder = Callable[[Sealed, str, list[dict[str, Any]]], Iterator[Condition]]
_OF_KPI: dict[str, Finder] = {
    "networks_formed": _of_formed,
    "networks_formed_interprovincial": _of_interprovincial,
    "networks_strengthened": _of_strengthened,
}
_OF_SUBJECT: dict[str, Finder] = {"firm": _of_firm}
