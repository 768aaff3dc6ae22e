"""Confindustria Lecco: `;` CSV in cp1252, Telemaco's headings, dd/mm/yyyy, 1.234,50; one month complete."""

from __future__ import annotations

from collections.abc import Sequence

from sample.layouts.books import Book, TextFormat
from sample.layouts.common import BUDGETS, EVENTS, EXPENSES, NETWORK_EVENTS, NETWORK_FIELDS, NETWORKS, renamed
from sample.layouts.sheets import Columns, Sheet, Style, with_cancellation
from sample.layouts.words import WORDS, shouted
from sample.plan import Plan
from sample.rows import Row

_STYLE = Style("text", "italian", shouted(WORDS))
_TEXT = TextFormat("cp1252", ";")
_FIRMS: Columns = (
    ("CODICE IMPRESA", "partner_firm_code"), ("DENOMINAZIONE", "company_name"),
    ("PARTITA IVA", "partita_iva"), ("CODICE FISCALE", "codice_fiscale"), ("INDIRIZZO", "address"),
    ("CAP", "postal_code"), ("COMUNE", "municipality"), ("PROVINCIA", "province"), ("ATECO", "ateco"),
    ("DIPENDENTI", "employees"), ("FATTURATO", "turnover_eur"), ("TIPO SOGGETTO", "subject_kind"),
    ("REA", "rea"),
)  # fmt: skip
_CONTACTS: Columns = (
    ("Codice contatto", "contact_code"), ("Codice impresa", "partner_firm_code"),
    ("Data incontro", "contact_date"), ("Tipo incontro", "contact_kind"), ("Codice evento", "event_code"),
    ("Desk", "desk"), ("Durata ore", "hours"), ("Esito", "outcome"), ("Documento", "document_ref"),
)  # fmt: skip
_MEMBERS: Columns = (
    ("Codice rete", "network_code"), ("Codice impresa", "partner_firm_code"), ("Ruolo", "member_role"),
    ("Data adesione", "joined_date"), ("Data recesso", "left_date"), ("Documento", "document_ref"),
)  # fmt: skip
_SERVICES: Columns = (
    ("Codice servizio", "service_code"), ("Data servizio", "service_date"), ("Tipo servizio", "service_kind"),
    ("Codice impresa", "partner_firm_code"), ("Codice rete", "network_code"),
    ("C.F. rete", "network_codice_fiscale"), ("Desk", "desk"), ("Ore", "hours"), ("Valore", "value_eur"),
    ("Soddisfazione (1-5)", "satisfaction"), ("Documento", "document_ref"),
)  # fmt: skip
_NETWORKS = renamed(
    NETWORKS, signed_date="Data firma", register_number="Numero repertorio", network_name="Nome della rete"
)


def books(plan: Plan) -> list[Book]:
    """An additive second delivery, then the contacts of February 2013 in full."""
    return [
        _book("01_imprese.csv", _FIRMS, plan.first("firms")),
        _book("02_eventi.csv", EVENTS, plan.first("events")),
        _book("03_contatti.csv", _CONTACTS, plan.first("contacts"), total="hours"),
        _book("04_reti.csv", _NETWORKS, plan.first("networks")),
        _book("05_aderenti.csv", _MEMBERS, plan.first("network_members")),
        _book("06_modifiche_reti.csv", NETWORK_EVENTS, plan.first("network_events")),
        _book("07_servizi.csv", _SERVICES, plan.first("services")),
        _book("08_spese.csv", EXPENSES, plan.first("expenses"), total="incurred_eur"),
        _book("09_budget.csv", BUDGETS, plan.first("budgets")),
        _book("11_imprese_agg.csv", _FIRMS, plan.second("firms")),
        _book("12_eventi_agg.csv", EVENTS, plan.second("events")),
        _book("13_contatti_agg.csv", _CONTACTS, plan.second("contacts")),
        _book("14_reti_agg.csv", _NETWORKS, plan.second("networks")),
        _book("15_aderenti_agg.csv", _MEMBERS, plan.second("network_members")),
        _book("16_modifiche_reti_agg.csv", NETWORK_EVENTS, plan.second("network_events")),
        _book("17_servizi_agg.csv", _SERVICES, plan.second("services")),
        _book("18_spese_agg.csv", EXPENSES, plan.second("expenses")),
        _book("21_contatti_2013-02_completo.csv", _CONTACTS, plan.types["contacts"].complete),
    ]


def _book(name: str, columns: Columns, rows: Sequence[Row], total: str | None = None) -> Book:
    sheet = Sheet("", with_cancellation(columns, rows, "Storno"), rows, total=total, may_drop=NETWORK_FIELDS)
    return Book(name, (sheet,), _STYLE, _TEXT)
