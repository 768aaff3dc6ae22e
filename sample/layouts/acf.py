"""ACF Spa: tab-separated UTF-8 with BOM; firms and networks by name; one sheet for networks and members."""

from __future__ import annotations

from collections.abc import Sequence

from sample.layouts.books import Book, TextFormat
from sample.layouts.common import BUDGETS, EVENTS, EXPENSES, NETWORKS, without
from sample.layouts.sheets import Columns, Sheet, Style
from sample.layouts.words import WORDS
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style("text", "comma", WORDS)
_TEXT = TextFormat("utf-8-sig", "\t")
_FIRMS: Columns = (
    ("Codice", "partner_firm_code"), ("Azienda", "company_name"), ("P.IVA", "partita_iva"),
    ("Codice fiscale", "codice_fiscale"), ("Indirizzo", "address"), ("Comune", "municipality"),
    ("Provincia", "province"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("Azienda", "company_name"), ("Comune", "municipality"), ("Data contatto", "contact_date"),
    ("Tipo contatto", "contact_kind"), ("Ore", "hours"), ("Esito", "outcome"), ("Documento", "document_ref"),
    ("Referente", "referent"),
)  # fmt: skip
_ATTENDANCE: Columns = (
    ("Codice evento", "event_code"), ("Data contatto", "contact_date"), ("Tipo contatto", "contact_kind"),
    ("Azienda", "company_name"), ("Comune", "municipality"), ("Esito", "outcome"),
    ("Documento", "document_ref"),
)  # fmt: skip
_NETWORKS_WITH_MEMBERS: Columns = (
    *without(NETWORKS, "network_code", "purpose", "document_ref"), ("Azienda", "company_name"),
    ("Comune", "municipality"), ("Ruolo", "member_role"), ("Data adesione", "joined_date"),
    ("Data recesso", "left_date"), ("Documento", "document_ref"),
)  # fmt: skip
_NETWORK_EVENTS: Columns = (
    ("Codice fiscale rete", "network_codice_fiscale"), ("Nome rete", "network_name"),
    ("Data evento rete", "event_date"), ("Tipo evento rete", "network_event_kind"),
    ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Data servizio", "service_date"), ("Tipo servizio", "service_kind"), ("Azienda", "company_name"),
    ("Comune", "municipality"), ("Nome rete", "network_name"), ("Ore", "hours"), ("Valore", "value_eur"),
    ("Documento", "document_ref"),
)  # fmt: skip


def books(plan: Plan) -> list[Book]:
    """Ten files, and what came later."""
    tables: tuple[tuple[str, str, Columns], ...] = (
        ("imprese", "firms", _FIRMS),
        ("eventi", "events", EVENTS),
        ("contatti", "contacts", _CONTACTS),
        ("presenze", "attendance", _ATTENDANCE),
        ("reti_e_aderenti", "network_members", _NETWORKS_WITH_MEMBERS),
        ("modifiche_reti", "network_events", _NETWORK_EVENTS),
        ("servizi", "services", _SERVICES),
        ("spese", "expenses", EXPENSES),
        ("budget", "budgets", BUDGETS),
    )
    first = [
        _book(f"{place:02d}_{name}.tsv", columns, plan.first(record_type))
        for place, (name, record_type, columns) in enumerate(tables, start=1)
    ]
    second = [
        _book(f"{place}_{name}_agg.tsv", columns, plan.second(record_type))
        for place, (name, record_type, columns) in enumerate(tables[:-1], start=21)
    ]
    return first + second


def _book(name: str, columns: Columns, rows: Sequence[Row]) -> Book:
    return Book(name, (Sheet("", columns, rows),), _STYLE, _TEXT)
