"""TTO of Politecnico di Milano: `,` CSV in UTF-8, every field quoted, ISO dates; attendance by name."""

from __future__ import annotations

from collections.abc import Sequence

from sample.layouts.books import Book, TextFormat
from sample.layouts.common import BUDGETS, EVENTS, EXPENSES, NETWORK_EVENTS, NETWORK_FIELDS, NETWORKS
from sample.layouts.sheets import Columns, Sheet, Style, with_cancellation
from sample.layouts.words import with_changes
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style("iso", "point", with_changes(service_kind={"patent": "Proprietà intellettuale"}))
_TEXT = TextFormat("utf-8", ",", quotes_all=True)
_FIRMS: Columns = (
    ("Codice impresa", "partner_firm_code"), ("Denominazione", "company_name"),
    ("Codice fiscale", "codice_fiscale"), ("Indirizzo", "address"), ("Comune", "municipality"),
    ("Provincia", "province"), ("Dipendenti", "employees"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("Codice contatto", "contact_code"), ("Codice impresa", "partner_firm_code"),
    ("Data contatto", "contact_date"), ("Tipo contatto", "contact_kind"), ("Desk", "desk"),
    ("Durata ore", "hours"), ("Esito", "outcome"), ("Documento", "document_ref"),
)  # fmt: skip
_ATTENDANCE: Columns = (
    ("Codice contatto", "contact_code"), ("Codice evento", "event_code"), ("Data contatto", "contact_date"),
    ("Tipo contatto", "contact_kind"), ("Denominazione", "company_name"), ("Comune", "municipality"),
    ("Desk", "desk"), ("Esito", "outcome"), ("Documento", "document_ref"), ("Referente", "referent"),
)  # fmt: skip
_MEMBERS: Columns = (
    ("Codice rete", "network_code"), ("Codice impresa", "partner_firm_code"), ("Ruolo", "member_role"),
    ("Data adesione", "joined_date"), ("Data recesso", "left_date"), ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Codice servizio", "service_code"), ("Data servizio", "service_date"), ("Tipo servizio", "service_kind"),
    ("Codice impresa", "partner_firm_code"), ("Codice rete", "network_code"),
    ("Codice fiscale rete", "network_codice_fiscale"), ("Desk", "desk"), ("Ore", "hours"),
    ("Documento", "document_ref"),
)  # fmt: skip


def books(plan: Plan) -> list[Book]:
    """Ten small files, and what came later."""
    tables: tuple[tuple[str, str, Columns], ...] = (
        ("imprese", "firms", _FIRMS),
        ("eventi", "events", EVENTS),
        ("contatti", "contacts", _CONTACTS),
        ("presenze", "attendance", _ATTENDANCE),
        ("reti", "networks", NETWORKS),
        ("aderenti", "network_members", _MEMBERS),
        ("modifiche_reti", "network_events", NETWORK_EVENTS),
        ("servizi", "services", _SERVICES),
        ("spese", "expenses", EXPENSES),
        ("budget", "budgets", BUDGETS),
    )
    first = [
        _book(f"{place:02d}_{name}.csv", columns, plan.first(record_type))
        for place, (name, record_type, columns) in enumerate(tables, start=1)
    ]
    second = [
        _book(f"{place}_{name}_agg.csv", columns, plan.second(record_type))
        for place, (name, record_type, columns) in enumerate(tables[:-1], start=21)
    ]
    return first + second


def _book(name: str, columns: Columns, rows: Sequence[Row]) -> Book:
    sheet = Sheet("", with_cancellation(columns, rows, "Storno"), rows, may_drop=NETWORK_FIELDS)
    return Book(name, (sheet,), _STYLE, _TEXT)
