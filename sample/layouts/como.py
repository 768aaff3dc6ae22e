"""Confindustria Como: Excel's UTF-16 tab text, provinces by name, firms by P.IVA; attendance sheets."""

from __future__ import annotations

from collections.abc import Sequence

from sample.layouts.books import Book, TextFormat
from sample.layouts.common import BUDGETS, EVENTS, EXPENSES, NETWORK_EVENTS, NETWORK_FIELDS, NETWORKS, renamed
from sample.layouts.sheets import Columns, Sheet, Style, with_cancellation
from sample.layouts.words import with_changes
from sample.mess import Deliveries
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style(
    "text", "comma", with_changes(contact_kind={"check_up": "check-up aziendale", "other": "da classificare"})
)
_TEXT = TextFormat("utf-16", "\t")
_FIRMS: Columns = (
    ("Codice", "partner_firm_code"), ("Rag. Soc.", "company_name"), ("P.IVA", "partita_iva"),
    ("C.F.", "codice_fiscale"), ("Indirizzo sede", "address"), ("Comune", "municipality"),
    ("Provincia", "province"), ("Dipendenti", "employees"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("P.IVA", "partita_iva"), ("Rag. Soc.", "company_name"), ("Comune", "municipality"),
    ("Data", "contact_date"), ("Tipo contatto", "contact_kind"), ("Argomento", "topic"), ("Ore", "hours"),
    ("Esito", "outcome"), ("Documento", "document_ref"), ("E-mail", "e_mail"),
)  # fmt: skip
_ATTENDANCE: Columns = (
    ("Codice evento", "event_code"), ("Titolo evento", "title"), ("Data evento", "event_date"),
    ("Comune evento", "event_municipality"), ("Tipo evento", "event_kind"),
    ("Ragione sociale", "company_name"), ("Comune", "municipality"), ("Esito", "outcome"),
    ("Documento", "document_ref"),
)  # fmt: skip
_MEMBERS: Columns = (
    ("Codice rete", "network_code"), ("P.IVA", "partita_iva"), ("Rag. Soc.", "company_name"),
    ("Comune", "municipality"), ("Ruolo", "member_role"), ("Data adesione", "joined_date"),
    ("Data recesso", "left_date"), ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Codice servizio", "service_code"), ("Data servizio", "service_date"), ("Tipo servizio", "service_kind"),
    ("Codice impresa", "partner_firm_code"), ("Codice rete", "network_code"), ("Ore", "hours"),
    ("Valore", "value_eur"), ("Gradimento", "satisfaction"), ("Documento", "document_ref"),
)  # fmt: skip
_NETWORKS = renamed(NETWORKS, opened_date="Data avvio", signed_date="Data firma")


def books(plan: Plan, events: dict[str, Row]) -> list[Book]:
    """`events`: what an attendance sheet says of each event, by code."""
    return [
        _book("01_imprese.txt", _FIRMS, plan.first("firms")),
        _book("02_eventi_senza_presenze.txt", EVENTS, plan.first("events")),
        _book("03_contatti.txt", _CONTACTS, plan.first("contacts")),
        _book("04_presenze.txt", _ATTENDANCE, _attendance(plan.types["attendance"], events)[0]),
        _book("05_reti.txt", _NETWORKS, plan.first("networks")),
        _book("06_aderenti.txt", _MEMBERS, plan.first("network_members")),
        _book("07_variazioni.txt", NETWORK_EVENTS, plan.first("network_events")),
        _book("08_servizi.txt", _SERVICES, plan.first("services")),
        _book("09_spese.txt", EXPENSES, plan.first("expenses"), total="incurred_eur"),
        _book("10_budget.txt", BUDGETS, plan.first("budgets")),
        _book("21_imprese.txt", _FIRMS, plan.second("firms")),
        _book("22_eventi_senza_presenze.txt", EVENTS, plan.second("events")),
        _book("23_contatti.txt", _CONTACTS, plan.second("contacts")),
        _book("24_presenze.txt", _ATTENDANCE, _attendance(plan.types["attendance"], events)[1]),
        _book("25_reti.txt", _NETWORKS, plan.second("networks")),
        _book("26_aderenti.txt", _MEMBERS, plan.second("network_members")),
        _book("27_variazioni.txt", NETWORK_EVENTS, plan.second("network_events")),
        _book("28_servizi.txt", _SERVICES, plan.second("services")),
        _book("29_spese.txt", EXPENSES, plan.second("expenses")),
    ]


def _attendance(deliveries: Deliveries, events: dict[str, Row]) -> tuple[list[Row], list[Row]]:
    """Each person's row repeats what its event is; there is no column for hours or a desk."""
    first, second = (
        [
            events[str(row["event_code"])] | {key: row[key] for key in row if key not in ("document_ref",)}
            for row in rows
        ]
        for rows in (deliveries.first, deliveries.second)
    )
    return first, second


def _book(name: str, columns: Columns, rows: Sequence[Row], total: str | None = None) -> Book:
    sheet = Sheet(
        "", with_cancellation(columns, rows, "Annullato"), rows, total=total, may_drop=NETWORK_FIELDS
    )
    return Book(name, (sheet,), _STYLE, _TEXT)
