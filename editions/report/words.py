"""Codes as a reader of the report reads them."""

LEVELS = {"declared": "Dichiarata", "documented": "Documentata", "verified": "Verificata"}

LEGAL_KINDS = {
    "rete_contratto": "Rete-contratto",
    "rete_soggetto": "Rete-soggetto",
    "consorzio": "Consorzio",
    "gruppo_cooperativo": "Gruppo cooperativo",
    "ati_ats": "ATI/ATS",
    "joint_venture": "Joint venture",
    "other": "Altro",
}

CATEGORIES = {
    "staff": "Personale",
    "consultancy": "Consulenze",
    "events": "Eventi",
    "materials": "Materiali",
    "travel": "Trasferte",
    "other": "Altro",
}

SERVICE_KINDS = {
    "scouting": "Scouting",
    "partner_search": "Ricerca di partner",
    "patent": "Brevetti",
    "legal": "Legale",
    "tax": "Fiscale",
    "finance": "Finanza",
    "training": "Formazione",
    "network_design": "Progettazione di rete",
    "network_consolidation": "Consolidamento di rete",
    "other": "Altro",
}

WAYS = {
    "first": "contano dalla prima volta",
    "distinct": "contano una volta nel periodo",
    "sum": "somma di importi",
    "stock": "consistenza a fine periodo",
    "ratio": "rapporto",
}

CAUSES = {
    "late_delivery": "Consegna successiva",
    "correction": "Correzione",
    "withdrawal": "Ritiro",
    "identity": "Identità",
    "definition": "Definizioni",
    "decision": "Decisione",
}

STATUSES = {"landed": "caricata", "waiting": "in attesa", "refused": "rifiutata", "withdrawn": "ritirata"}

LINKS = {
    "identifier": "per codice fiscale o partita IVA",
    "name": "per nome e comune",
    "model": "per somiglianza di nome e sede",
    "person": "per decisione di una persona",
}

EFFECTS = {"block": "Blocco", "warn": "Avviso"}

YES, NO = "sì", "no"


def say(words: dict[str, str], code: str | None) -> str:
    """A code in words; an unknown one as it is."""
    return "" if code is None else words.get(code, code)
