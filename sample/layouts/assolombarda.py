"""Assolombarda: XLSX with merged titles, `IT` before the partita IVA, typed dates, totals and notes below."""

from __future__ import annotations

from datetime import date

from sample.layouts.books import Book
from sample.layouts.common import (
    BUDGETS,
    EVENTS,
    EXPENSES,
    NETWORK_EVENTS,
    NETWORK_FIELDS,
    NETWORKS,
    TARGETS,
)
from sample.layouts.sheets import Columns, Sheet, Style
from sample.layouts.words import WORDS
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style("typed", "number", WORDS)
_FIRMS: Columns = (
    ("Codice interno", "partner_firm_code"), ("Ragione sociale", "company_name"),
    ("Partita IVA", "partita_iva"), ("Cod. Fisc.", "codice_fiscale"), ("Indirizzo", "address"),
    ("CAP", "postal_code"), ("Comune", "municipality"), ("Prov.", "province"), ("Codice ATECO", "ateco"),
    ("Addetti", "employees"), ("Fatturato", "turnover_eur"), ("Associata", "is_associated"),
    ("Tipo soggetto", "subject_kind"), ("Referente", "referent"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("Codice contatto", "contact_code"), ("Codice interno", "partner_firm_code"),
    ("Ragione sociale", "company_name"), ("Comune", "municipality"), ("Prov.", "province"),
    ("Data contatto", "contact_date"), ("Tipo contatto", "contact_kind"), ("Codice evento", "event_code"),
    ("Desk", "desk"), ("Ore", "hours"), ("Esito", "outcome"), ("Documento", "document_ref"),
    ("Note", "remarks"),
)  # fmt: skip
_MEMBERS: Columns = (
    ("Codice rete", "network_code"), ("Codice interno", "partner_firm_code"),
    ("Ragione sociale", "company_name"), ("Comune", "municipality"), ("Prov.", "province"),
    ("Ruolo", "member_role"), ("Data adesione", "joined_date"), ("Data recesso", "left_date"),
    ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Codice servizio", "service_code"), ("Data servizio", "service_date"),
    ("Tipo servizio", "service_kind"), ("Codice interno", "partner_firm_code"),
    ("Codice rete", "network_code"), ("Desk", "desk"), ("Ore", "hours"), ("Valore", "value_eur"),
    ("Documento", "document_ref"),
)  # fmt: skip
_TITLE = ("PUNTO ALLEANZE LOMBARDIA", "Assolombarda – elenco imprese")
_NOTES = ("Nota: le imprese cessate non sono in elenco.", "Elaborazione a cura del Desk PAL")


def books(plan: Plan) -> list[Book]:
    """An additive second delivery follows the first."""
    early, late = _by_year(plan.first("contacts"))
    hidden = Sheet(
        "Elenchi", (), (), ("Incontro individuale", "Visita aziendale", "Telefonata"), is_hidden=True
    )
    firms = Sheet("Anagrafica", _FIRMS, plan.first("firms"), _TITLE, _NOTES, has_merged_title=True)
    networks = (
        Sheet("Reti", NETWORKS, plan.first("networks")),
        Sheet("Aderenti", _MEMBERS, plan.first("network_members"), may_drop=NETWORK_FIELDS),
        Sheet("Modifiche", NETWORK_EVENTS, plan.first("network_events")),
    )
    second_networks = (
        Sheet("Reti", NETWORKS, plan.second("networks")),
        Sheet("Aderenti", _MEMBERS, plan.second("network_members"), may_drop=NETWORK_FIELDS),
        Sheet("Modifiche", NETWORK_EVENTS, plan.second("network_events")),
    )
    money = (
        Sheet("Spese", EXPENSES, plan.first("expenses"), ("Rendiconto spese PAL",), total="incurred_eur"),
        Sheet("Budget", BUDGETS, plan.first("budgets")),
        Sheet("Obiettivi", TARGETS, plan.first("targets"), notes=("Nota: obiettivi da confermare",)),
    )
    return [
        Book("01_anagrafica_imprese.xlsx", (firms, hidden), _STYLE),
        Book("02_eventi.xlsx", (Sheet("Eventi", EVENTS, plan.first("events")),), _STYLE),
        Book(
            "03_contatti.xlsx",
            (
                Sheet("Contatti 2012", _CONTACTS, early, ("Contatti con le imprese",), total="hours"),
                Sheet("Contatti 2013", _CONTACTS, late, ("Contatti con le imprese",), total="hours"),
                hidden,
            ),
            _STYLE,
        ),
        Book("04_reti.xlsx", networks, _STYLE),
        Book(
            "05_servizi.xlsx", (Sheet("Servizi", _SERVICES, plan.first("services"), total="hours"),), _STYLE
        ),
        Book("06_spese_budget_obiettivi.xlsx", money, _STYLE),
        Book(
            "11_anagrafica_imprese_agg.xlsx",
            (Sheet("Anagrafica", _FIRMS, plan.second("firms"), _TITLE),),
            _STYLE,
        ),
        Book("12_eventi_agg.xlsx", (Sheet("Eventi", EVENTS, plan.second("events")),), _STYLE),
        Book("13_contatti_agg.xlsx", (Sheet("Contatti 2013", _CONTACTS, plan.second("contacts")),), _STYLE),
        Book("14_reti_agg.xlsx", second_networks, _STYLE),
        Book("15_servizi_agg.xlsx", (Sheet("Servizi", _SERVICES, plan.second("services")),), _STYLE),
        Book(
            "16_spese_agg.xlsx",
            (Sheet("Spese", EXPENSES, plan.second("expenses"), total="incurred_eur"),),
            _STYLE,
        ),
    ]


def agreed_targets(rows: list[Row]) -> Book:
    """The targets that all partners agreed on, some of them a partner's own."""
    sheet = Sheet("Obiettivi", (*TARGETS, ("Partner", "partner")), rows, ("Obiettivi concordati",))
    return Book("07_obiettivi_concordati.xlsx", (sheet,), _STYLE)


def _by_year(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    start = date(2013, 1, 1)
    is_early = [isinstance(day := row["contact_date"], date) and day < start for row in rows]
    early, late = (
        [row for row, early in zip(rows, is_early, strict=True) if early is wanted]
        for wanted in (True, False)
    )
    return early, late
