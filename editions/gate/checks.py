"""Which checks block a sealing and which only warn."""

from collections.abc import Iterable
from dataclasses import replace

from decisions.reading import Row
from editions.gate.findings import BLOCK, FINDERS, WARN, Finding, Grounds
from storage.errors import WrongUse

TITLES = {
    "no_delivery": "Nessuna consegna",
    "partner_not_delivered": "Partner che non hanno consegnato",
    "partner_not_confirmed": "Partner che non hanno confermato la scheda",
    "rejections_open": "Righe respinte non ancora rimandate",
    "files_not_read": "File non letti per intero",
    "identity_reviews": "Identità da rivedere",
    "figure_fell": "Valori diminuiti",
    "outlier": "Mesi fuori dall'andamento",
    "expense_claimed_twice": "Spese rendicontate due volte",
    "network_of_one": "Reti con un solo aderente",
    "audit_failed": "Controlli non riscontrati",
    "over_budget": "Spese oltre il preventivo",
    "claimed_beyond_paid": "Spese rendicontate oltre il pagato",
    "admitted_beyond_claimed": "Spese ammesse oltre il rendicontato",
    "hours_out_of_day": "Ore impossibili",
    "document_changed": "Documenti che tornano con altre voci",
    "code_reused": "Codici usati per cose diverse",
    "network_signed_again": "Reti sciolte e sottoscritte di nuovo",
    "joining_date_off": "Adesioni con due date",
    "seats_contradict": "Sedi contraddittorie",
    "identifier_of_nobody": "Codici che non sono di nessuno",
    "identifier_on_many_names": "Un codice per più nomi",
    "kind_by_name": "Soggetti esclusi per il loro nome",
    "outcome_unknown": "Esiti che non dicono se è avvenuto",
    "event_not_found": "Eventi che non sono in elenco",
    "declared_share": "Risultati che poggiano su righe solo dichiarate",
    "arithmetic_identity": "Conti che non tornano",
    "narrative_missing": "Testi mancanti",
}

DEFAULT_EFFECTS = dict.fromkeys(TITLES, WARN) | dict.fromkeys(
    ("no_delivery", "expense_claimed_twice", "network_of_one", "arithmetic_identity"), BLOCK
)


def is_waived(finding: Finding, waivers: Iterable[Row]) -> bool:
    """Whether somebody answers for this finding, or for all of its check."""
    return any(row["check"] == finding.check and row["subject"] in ("", finding.subject) for row in waivers)


def find_troubles(grounds: Grounds, effects: dict[str, str]) -> list[Finding]:
    """Every finding with its effect, blocks first; `effects` (check -> block | warn) goes before the
    default."""
    unknown = set(effects) - set(TITLES)
    if unknown:
        raise WrongUse(
            f"decisions/gate.csv: controllo «{min(unknown)}» sconosciuto; è uno di: {', '.join(TITLES)}."
        )
    in_force = DEFAULT_EFFECTS | effects
    found = [
        replace(finding, effect=in_force[finding.check]) for find in FINDERS for finding in find(grounds)
    ]
    return sorted(found, key=lambda one: (one.effect != BLOCK, list(TITLES).index(one.check), one.subject))
