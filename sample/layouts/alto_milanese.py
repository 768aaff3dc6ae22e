"""Confindustria Alto Milanese: XLS, P.IVA as a number without its leading zeros, title rows, capitals."""

from __future__ import annotations

from collections.abc import Sequence

from sample.layouts.books import Book
from sample.layouts.common import BUDGETS, EVENTS, EXPENSES, NETWORK_EVENTS, NETWORK_FIELDS, NETWORKS, renamed
from sample.layouts.sheets import Columns, Sheet, Style
from sample.layouts.words import with_changes
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style(
    "typed", "number", with_changes(contact_kind={"meeting": "incontro", "visit": "visita in azienda"})
)
_FIRMS: Columns = (
    ("Cod. azienda", "partner_firm_code"), ("Azienda", "company_name"), ("P. Iva", "partita_iva"),
    ("Indirizzo", "address"), ("Sede", "municipality"), ("Pr", "province"), ("Ateco 2007", "ateco"),
    ("N. addetti", "employees"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("Cod. azienda", "partner_firm_code"), ("Azienda", "company_name"), ("Data contatto", "contact_date"),
    ("Tipo", "contact_kind"), ("Codice evento", "event_code"), ("Desk", "desk"), ("Ore", "hours"),
    ("Esito", "outcome"), ("Documento", "document_ref"), ("Tel.", "telephone"),
)  # fmt: skip
_MEMBERS: Columns = (
    ("Codice rete", "network_code"), ("Cod. azienda", "partner_firm_code"), ("Azienda", "company_name"),
    ("Ruolo", "member_role"), ("Data adesione", "joined_date"), ("Data recesso", "left_date"),
    ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Codice servizio", "service_code"), ("Data servizio", "service_date"),
    ("Tipo servizio", "service_kind"), ("Cod. azienda", "partner_firm_code"),
    ("Codice rete", "network_code"), ("Desk", "desk"), ("Ore", "hours"), ("Documento", "document_ref"),
)  # fmt: skip
_NETWORKS = renamed(
    NETWORKS, legal_kind="Forma giuridica", network_name="Denominazione rete", register_number="Repertorio"
)


def books(plan: Plan) -> list[Book]:
    """Two workbooks a delivery."""
    return [
        _archive("01_aziende.xls", plan.first("firms"), plan.first("events")),
        _work("02_attivita.xls", plan, is_first=True),
        _archive("11_aziende_aggiornamento.xls", plan.second("firms"), plan.second("events")),
        _work("12_attivita_aggiornamento.xls", plan, is_first=False),
    ]


def _archive(name: str, firms: Sequence[Row], events: Sequence[Row]) -> Book:
    title = ("CONFINDUSTRIA ALTO MILANESE", "Aziende contattate per il progetto PAL")
    sheets = Sheet("Aziende", _FIRMS, firms, title, has_merged_title=True), Sheet("Eventi", EVENTS, events)
    return Book(name, sheets, _STYLE)


def _work(name: str, plan: Plan, *, is_first: bool) -> Book:
    rows = plan.first if is_first else plan.second
    sheets = [
        Sheet("Contatti", _CONTACTS, rows("contacts"), ("Registro contatti",)),
        Sheet("Reti", _NETWORKS, rows("networks")),
        Sheet("Aderenti", _MEMBERS, rows("network_members"), may_drop=NETWORK_FIELDS),
        Sheet("Variazioni reti", NETWORK_EVENTS, rows("network_events")),
        Sheet("Servizi", _SERVICES, rows("services")),
        Sheet(
            "Spese", EXPENSES, rows("expenses"), total="incurred_eur", notes=("Importi in euro, IVA esclusa",)
        ),
    ]
    if is_first:
        sheets.append(Sheet("Budget", BUDGETS, rows("budgets")))
    return Book(name, tuple(sheets), _STYLE)
