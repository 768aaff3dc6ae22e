"""Headings that several partners share: each takes them over or puts its own in their place."""

from __future__ import annotations

from sample.layouts.sheets import Columns

EVENTS: Columns = (
    ("Codice evento", "event_code"), ("Titolo", "title"), ("Data evento", "event_date"),
    ("Comune evento", "event_municipality"), ("Tipo evento", "event_kind"), ("Partecipanti", "attendees"),
    ("Documento", "document_ref"),
)  # fmt: skip

NETWORKS: Columns = (
    ("Codice rete", "network_code"), ("Nome rete", "network_name"), ("Forma", "legal_kind"),
    ("Stato", "stage"), ("Data apertura", "opened_date"), ("Data sottoscrizione", "signed_date"),
    ("N. repertorio", "register_number"), ("Codice fiscale rete", "network_codice_fiscale"),
    ("Preesistente", "existed_before"), ("Oggetto", "purpose"), ("Data scioglimento", "dissolved_date"),
    ("Documento", "document_ref"),
)  # fmt: skip

NETWORK_FIELDS = tuple(field for _, field in NETWORKS if field != "document_ref")
"""What a member's row may leave to the sheet of networks."""

NETWORK_EVENTS: Columns = (
    ("Codice rete", "network_code"), ("Data evento rete", "event_date"),
    ("Tipo evento rete", "network_event_kind"), ("Documento", "document_ref"),
)  # fmt: skip

EXPENSES: Columns = (
    ("Data spesa", "expense_date"), ("Categoria di spesa", "category"), ("Fornitore", "supplier"),
    ("N. documento", "document_number"), ("Attività", "activity"), ("Importo sostenuto", "incurred_eur"),
    ("Importo pagato", "paid_eur"), ("Importo rendicontato", "claimed_eur"),
    ("Importo ammesso", "admitted_eur"), ("Motivo taglio", "cut_reason"), ("Documento", "document_ref"),
)  # fmt: skip

BUDGETS: Columns = (
    ("Categoria di spesa", "category"), ("Importo preventivato", "budget_eur"),
    ("Data versione", "version_date"),
)  # fmt: skip

TARGETS: Columns = (
    ("Codice indicatore", "kpi_code"), ("Valore obiettivo", "value"), ("Scadenza", "period_end"),
    ("Provincia", "province"), ("Data versione", "version_date"), ("Confermato", "is_confirmed"),
)  # fmt: skip


def renamed(columns: Columns, **headings: str) -> Columns:
    """The same columns, some under a partner's own heading (field=heading)."""
    return tuple((headings.get(field, heading), field) for heading, field in columns)


def without(columns: Columns, *fields: str) -> Columns:
    """The same columns but these fields."""
    return tuple((heading, field) for heading, field in columns if field not in fields)
