"""Rows of canonical fields, as a partner would deliver each thing of the world."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sample.habits import HABITS
from sample.mentions import Mention
from sample.model import Contact, Event, Expense, Firm, Happening, Membership, Network, Report, Service
from sample.money import Budget, Target
from sample.places import UNKNOWN

Cell = str | int | Decimal | date | None
Row = dict[str, Cell]

UNKNOWN_FIRM = "ZZ-404"
UNKNOWN_NETWORK = "ZZ-R404"


def reference(mention: Mention) -> Row:
    """Everything by which a partner may name a firm; its layout picks from it."""
    return {
        "partner_firm_code": mention.code,
        "company_name": mention.name,
        "municipality": mention.municipality,
        "province": mention.province,
        "partita_iva": mention.partita_iva,
        "codice_fiscale": mention.codice_fiscale,
    }


def firm_row(mention: Mention, firm: Firm) -> Row:
    habits = HABITS[mention.partner]
    kind = firm.written_kind or ("impresa" if firm.kind == "impresa" and firm.index % 3 else None)
    return reference(mention) | {
        "address": mention.address,
        "postal_code": firm.postal_code,
        "ateco": _ateco(firm.ateco, habits.ateco_style),
        "employees": firm.employees if firm.index % 7 else None,
        "turnover_eur": Decimal(firm.turnover) if firm.index % 5 else None,
        "is_associated": "sì" if firm.partners[:1] == (mention.partner,) and firm.index % 4 else "no",
        "subject_kind": kind if habits.has_subject_kind else None,
    }


def contact_row(contact: Contact, mention: Mention) -> Row:
    return reference(mention) | {
        "contact_code": contact.code,
        "contact_date": contact.day,
        "contact_kind": contact.kind,
        "event_code": contact.event_code,
        "desk": contact.desk,
        "topic": contact.topic,
        "hours": contact.hours,
        "outcome": contact.outcome,
        "document_ref": contact.document,
    }


def event_row(event: Event) -> Row:
    return {
        "event_code": event.code,
        "title": event.title,
        "event_date": event.day,
        "event_municipality": event.municipality,
        "event_kind": event.kind,
        "attendees": None if event.province == UNKNOWN else 20 + event.day.day,
        "document_ref": event.document,
    }


def network_reference(network: Network, report: Report) -> Row:
    return {
        "network_code": report.code,
        "network_codice_fiscale": network.codice_fiscale,
        "register_number": report.register_number,
        "network_name": network.name if report.code else network.name.replace("Rete", "RETE"),
    }


def network_row(network: Network, report: Report, known_until: date) -> Row:
    """The network as the desk knew it on that day: later dates are not written yet."""
    signed = network.signed if network.signed and network.signed <= known_until else None
    dissolved = network.dissolved if network.dissolved and network.dissolved <= known_until else None
    stage = "dissolved" if dissolved else "formed" if signed else "incubation" if network.opened else "idea"
    return network_reference(network, report) | {
        "legal_kind": network.legal_kind,
        "stage": stage,
        "opened_date": report.opened,
        "signed_date": signed,
        "existed_before": report.existed_before,
        "purpose": "Sviluppo comune di prodotti e mercati",
        "dissolved_date": dissolved,
        "document_ref": report.document,
    }


def member_row(
    network: Network, report: Report, member: Membership, mention: Mention, known_until: date
) -> Row:
    row = network_reference(network, report) | reference(mention)
    return row | {
        "member_role": member.role,
        "joined_date": member.joined,
        "left_date": member.left if member.left and member.left <= known_until else None,
        "document_ref": report.member_document,
    }


def happening_row(network: Network, report: Report, happening: Happening) -> Row:
    return network_reference(network, report) | {
        "event_date": happening.day,
        "network_event_kind": happening.kind,
        "document_ref": report.member_document,
    }


def service_row(service: Service, mention: Mention | None, network: Network | None) -> Row:
    """A service names a firm, a network or both; a partner that does not report the network uses its code."""
    row: Row = {
        "service_code": service.code,
        "service_date": service.day,
        "service_kind": service.kind,
        "desk": service.desk,
        "hours": service.hours,
        "value_eur": service.value,
        "satisfaction": service.satisfaction,
        "document_ref": service.document,
    }
    if mention is not None:
        row |= reference(mention)
    if network is not None:
        own = [report for report in network.reports if report.partner == service.partner]
        if own:
            row |= {
                key: value
                for key, value in network_reference(network, own[0]).items()
                if key != "register_number"
            }
        else:
            row["network_codice_fiscale"] = network.codice_fiscale
    if service.names_unknown_firm:
        row["partner_firm_code"] = UNKNOWN_FIRM
    if service.names_unknown_network:
        row["network_code"] = UNKNOWN_NETWORK
    return row


def expense_row(expense: Expense) -> Row:
    is_cut = (
        expense.claimed is not None and expense.admitted is not None and expense.admitted < expense.claimed
    )
    return {
        "expense_date": expense.day,
        "category": expense.category,
        "incurred_eur": expense.incurred,
        "paid_eur": expense.paid,
        "claimed_eur": expense.claimed,
        "admitted_eur": expense.admitted,
        "cut_reason": "Voce ammessa all'80%" if is_cut else None,
        "supplier": expense.supplier,
        "document_number": expense.number,
        "activity": expense.activity,
        "document_ref": expense.document,
    }


def budget_row(budget: Budget) -> Row:
    return {"category": budget.category, "budget_eur": budget.amount, "version_date": budget.version}


def target_row(target: Target) -> Row:
    return {
        "kpi_code": target.kpi_code,
        "value": target.value,
        "period_end": target.period_end,
        "province": target.province,
        "partner": target.of_partner,
        "version_date": target.version,
        "is_confirmed": "sì" if target.is_confirmed else "no",
    }


def _ateco(code: str | None, style: str | None) -> str | None:
    if code is None or style is None:
        return None
    return {"dotted": code, "short": code[:5], "plain": code.replace(".", "")}[style]
