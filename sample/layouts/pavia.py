"""Unione degli Industriali della Provincia di Pavia: ODS; members of networks by name alone."""

from __future__ import annotations

from collections.abc import Sequence

from sample.layouts.books import Book
from sample.layouts.common import BUDGETS, EVENTS, EXPENSES, NETWORK_EVENTS, NETWORK_FIELDS, NETWORKS, renamed
from sample.layouts.sheets import Columns, Sheet, Style
from sample.layouts.words import with_changes
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style(
    "typed", "number", with_changes(contact_kind={"meeting": "appuntamento", "phone_call": "chiamata"})
)
_FIRMS: Columns = (
    ("Codice", "partner_firm_code"), ("Ragione sociale", "company_name"), ("Partita IVA", "partita_iva"),
    ("Indirizzo", "address"), ("Comune", "municipality"), ("Provincia", "province"), ("ATECO", "ateco"),
    ("Addetti", "employees"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("Codice impresa", "partner_firm_code"), ("Ragione sociale", "company_name"), ("Comune", "municipality"),
    ("Provincia", "province"), ("Data incontro", "contact_date"), ("Tipo incontro", "contact_kind"),
    ("Codice evento", "event_code"), ("Desk", "desk"), ("Ore", "hours"), ("Esito", "outcome"),
    ("Documento", "document_ref"),
)  # fmt: skip
_MEMBERS: Columns = (
    ("Codice rete", "network_code"), ("Azienda", "company_name"), ("Ruolo", "member_role"),
    ("Data adesione", "joined_date"), ("Data recesso", "left_date"), ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Codice servizio", "service_code"), ("Data servizio", "service_date"),
    ("Tipo servizio", "service_kind"), ("Codice impresa", "partner_firm_code"),
    ("Codice rete", "network_code"), ("Desk", "desk"), ("Ore", "hours"), ("Documento", "document_ref"),
)  # fmt: skip
_NETWORKS = renamed(NETWORKS, network_name="Nome della rete", opened_date="Data avvio")


def books(plan: Plan) -> list[Book]:
    """Three workbooks, each delivered twice."""
    title = ("Unione degli Industriali della Provincia di Pavia",)
    return [
        Book(
            "01_imprese.ods",
            (Sheet("Imprese", _FIRMS, plan.first("firms"), title, has_merged_title=True),),
            _STYLE,
        ),
        Book(
            "02_attivita.ods",
            _work(plan.first("events"), plan.first("contacts"), plan.first("services")),
            _STYLE,
        ),
        Book("03_reti_e_spese.ods", (*_networks(plan, is_first=True), _budget(plan)), _STYLE),
        Book("11_imprese.ods", (Sheet("Imprese", _FIRMS, plan.second("firms"), title),), _STYLE),
        Book(
            "12_attivita.ods",
            _work(plan.second("events"), plan.second("contacts"), plan.second("services")),
            _STYLE,
        ),
        Book("13_reti_e_spese.ods", _networks(plan, is_first=False), _STYLE),
    ]


def _work(events: Sequence[Row], contacts: Sequence[Row], services: Sequence[Row]) -> tuple[Sheet, ...]:
    return (
        Sheet("Contatti", _CONTACTS, contacts, total="hours", notes=("Fonte: agenda del desk",)),
        Sheet("Eventi", EVENTS, events),
        Sheet("Servizi", _SERVICES, services),
    )


def _networks(plan: Plan, *, is_first: bool) -> tuple[Sheet, ...]:
    rows = plan.first if is_first else plan.second
    return (
        Sheet("Reti", _NETWORKS, rows("networks")),
        Sheet("Aderenti", _MEMBERS, rows("network_members"), may_drop=NETWORK_FIELDS),
        Sheet("Modifiche", NETWORK_EVENTS, rows("network_events")),
        Sheet("Spese", EXPENSES, rows("expenses"), total="incurred_eur"),
    )


def _budget(plan: Plan) -> Sheet:
    return Sheet("Budget", BUDGETS, plan.first("budgets"))
