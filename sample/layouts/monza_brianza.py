"""Confindustria Monza e Brianza: one XLSX workbook a delivery, dates as text and typed in one column."""

from __future__ import annotations

from collections.abc import Sequence

from sample.layouts.books import Book
from sample.layouts.common import BUDGETS, EVENTS, EXPENSES, NETWORK_EVENTS, NETWORK_FIELDS, NETWORKS
from sample.layouts.sheets import Columns, Sheet, Style, with_cancellation
from sample.layouts.words import WORDS
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style("mixed", "number", WORDS)
_FIRMS: Columns = (
    ("Codice", "partner_firm_code"), ("Denominazione", "company_name"), ("P.IVA", "partita_iva"),
    ("Cod. Fisc.", "codice_fiscale"), ("Via", "address"), ("Comune", "municipality"),
    ("Prov.", "province"), ("Codice ATECO", "ateco"), ("Addetti", "employees"), ("Fatturato", "turnover_eur"),
    ("Associata", "is_associated"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("Codice contatto", "contact_code"), ("Codice impresa", "partner_firm_code"),
    ("Data contatto", "contact_date"), ("Tipo contatto", "contact_kind"), ("Codice evento", "event_code"),
    ("Desk", "desk"), ("Ore", "hours"), ("Esito", "outcome"), ("Documento", "document_ref"),
)  # fmt: skip
_MEMBERS: Columns = (
    ("Codice rete", "network_code"), ("Codice impresa", "partner_firm_code"), ("Ruolo", "member_role"),
    ("Data adesione", "joined_date"), ("Data recesso", "left_date"), ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Codice servizio", "service_code"), ("Data servizio", "service_date"),
    ("Tipo servizio", "service_kind"), ("Codice impresa", "partner_firm_code"),
    ("Codice rete", "network_code"), ("Desk", "desk"), ("Ore", "hours"), ("Valore", "value_eur"),
    ("Documento", "document_ref"),
)  # fmt: skip


def books(plan: Plan) -> list[Book]:
    """The second workbook adds; the third is February 2013 in full."""
    complete = Sheet("Contatti", _CONTACTS, plan.types["contacts"].complete, ("Contatti di febbraio 2013",))
    budget = Sheet("Budget", BUDGETS, plan.first("budgets"))
    return [
        Book("01_pal_monza.xlsx", (*_sheets(plan, is_first=True), budget), _STYLE),
        Book("02_pal_monza_aggiornamento.xlsx", _sheets(plan, is_first=False), _STYLE),
        Book("03_contatti_2013-02_completo.xlsx", (complete,), _STYLE),
    ]


def _sheets(plan: Plan, *, is_first: bool) -> tuple[Sheet, ...]:
    rows = plan.first if is_first else plan.second
    return (
        Sheet("Imprese", _FIRMS, rows("firms"), ("Confindustria Monza e Brianza", "Desk PAL")),
        Sheet("Eventi", EVENTS, rows("events")),
        _with_cancellations("Contatti", _CONTACTS, rows("contacts")),
        Sheet("Reti", NETWORKS, rows("networks")),
        Sheet("Aderenti", _MEMBERS, rows("network_members"), may_drop=NETWORK_FIELDS),
        Sheet("Eventi reti", NETWORK_EVENTS, rows("network_events")),
        _with_cancellations("Servizi", _SERVICES, rows("services")),
        Sheet("Spese", EXPENSES, rows("expenses"), total="incurred_eur"),
        Sheet("Legenda", (), (), ("Desk PAL Monza e Brianza: legenda dei codici",), is_hidden=True),
    )


def _with_cancellations(name: str, columns: Columns, rows: Sequence[Row]) -> Sheet:
    return Sheet(name, with_cancellation(columns, rows, "Annullato"), rows)
