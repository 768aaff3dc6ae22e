"""Large worlds: lists of firms and contacts as plain CSV, written firm by firm so that memory stays small."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from sample.layouts.words import WORDS
from sample.mentions import Mention
from sample.model import PARTNERS, Contact, Firm
from sample.rows import Cell, Row, firm_row
from sample.world import World

_FIRMS = (
    ("Codice impresa", "partner_firm_code"), ("Ragione sociale", "company_name"),
    ("Partita IVA", "partita_iva"), ("Codice fiscale", "codice_fiscale"), ("Indirizzo", "address"),
    ("Comune", "municipality"), ("Provincia", "province"), ("Codice ATECO", "ateco"),
    ("Addetti", "employees"), ("Tipo soggetto", "subject_kind"),
)  # fmt: skip
_CONTACTS = (
    "Codice contatto", "Codice impresa", "Data contatto", "Tipo contatto", "Codice evento", "Desk", "Ore",
    "Esito", "Documento",
)  # fmt: skip
_KINDS = WORDS["contact_kind"]
FIRMS_FILE, CONTACTS_FILE = "31_imprese.csv", "32_contatti.csv"


def write_bulk(
    world: World, into: Path, labels: Callable[[Iterable[Mention]], None]
) -> Iterator[tuple[Firm, list[Contact]]]:
    """Writes each partner's firms and contacts in two files (`;`, UTF-8), giving back each firm."""
    with ExitStack() as open_files:
        firms, contacts = (
            {
                partner: csv.writer(
                    open_files.enter_context((into / partner / name).open("w", encoding="utf-8", newline="")),
                    delimiter=";",
                    lineterminator="\n",
                )
                for partner in PARTNERS
            }
            for name in (FIRMS_FILE, CONTACTS_FILE)
        )
        for partner in PARTNERS:
            firms[partner].writerow([heading for heading, _ in _FIRMS])
            contacts[partner].writerow(_CONTACTS)
        for firm in world.reported_firms():
            mentions = {partner: world.mention(firm, partner) for partner in world.partners_of(firm)}
            for partner, mention in mentions.items():
                firms[partner].writerow(_firm_texts(firm_row(mention, firm)))
            labels(mentions.values())
            held = world.contacts(firm)
            for contact in held:
                row = _contact_texts(contact, mentions[contact.partner].code)
                contacts[contact.partner].writerow(row)
            yield firm, held


def _firm_texts(row: Row) -> list[Cell]:
    return [row[field] for _, field in _FIRMS]


def _contact_texts(contact: Contact, firm_code: str) -> tuple[str | None, ...]:
    """Written out by hand: it runs five million times."""
    return (
        contact.code,
        firm_code,
        contact.day.isoformat(),
        _KINDS[contact.kind],
        contact.event_code,
        contact.desk,
        None if contact.hours is None else str(contact.hours).replace(".", ","),
        contact.outcome,
        contact.document,
    )
