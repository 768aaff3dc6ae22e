"""The Italian words that partners write for codes."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "contact_kind": {
        "meeting": "Incontro individuale", "visit": "Visita aziendale", "check_up": "Check-up",
        "phone_call": "Telefonata", "event": "Evento", "seminar": "Seminario", "email": "E-mail",
        "other": "Altro",
    },
    "event_kind": {"event": "Evento", "seminar": "Seminario"},
    "stage": {
        "idea": "Idea", "incubation": "In incubazione", "formed": "Costituita", "dissolved": "Sciolta",
    },
    "legal_kind": {
        "rete_contratto": "Contratto di rete", "rete_soggetto": "Rete soggetto", "consorzio": "Consorzio",
        "ati_ats": "ATI",
    },
    "member_role": {"lead": "Capofila", "member": "Aderente"},
    "service_kind": {
        "scouting": "Scouting", "partner_search": "Ricerca partner", "patent": "Brevetti",
        "legal": "Consulenza legale", "tax": "Consulenza fiscale", "finance": "Finanza agevolata",
        "training": "Formazione", "network_design": "Progettazione rete",
        "network_consolidation": "Consolidamento rete", "other": "Altro",
    },
    "category": {
        "staff": "Personale", "consultancy": "Consulenze", "events": "Eventi", "materials": "Materiali",
        "travel": "Trasferte", "other": "Altre spese",
    },
    "network_event_kind": {
        "modified": "Modifica contratto", "became_soggetto": "Trasformazione in rete soggetto",
        "fund_created": "Costituzione fondo comune", "organ_created": "Nomina organo comune",
        "other": "Altro",
    },
    "subject_kind": {"impresa": "Impresa"},
}  # fmt: skip
"""Field, code, word."""


def shouted(words: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The same words in capitals."""
    return {field: {code: word.upper() for code, word in codes.items()} for field, codes in words.items()}


def with_changes(**changes: dict[str, str]) -> dict[str, dict[str, str]]:
    """The usual words with a partner's own ones."""
    return WORDS | {field: WORDS.get(field, {}) | codes for field, codes in changes.items()}
