"""Tables for people: Italian headings, numbers at the right, every cell whole."""

import sys
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from command.listing import Listing, plain_value
from publication.cells import printable

_HEADINGS = {
    "accepted": "accettate",
    "amount": "importo",
    "author": "chi",
    "cause": "causa",
    "check": "controllo",
    "contribution": "contributo",
    "correction": "correzione",
    "decision": "decisione",
    "definition": "definizioni",
    "delivery_id": "consegna",
    "difference": "differenza",
    "duplicate": "doppie",
    "edition": "edizione",
    "effect": "effetto",
    "ended_on": "fine",
    "evidence_level": "livello",
    "field": "campo",
    "file_name": "file",
    "file_sha256": "impronta del file firmato",
    "first": "prima cella",
    "happened_on": "data",
    "heading": "colonna",
    "identity": "identità",
    "ignored": "ignorate",
    "kpi_code": "KPI",
    "kpi_label": "descrizione",
    "late_delivery": "consegna successiva",
    "level": "livello",
    "measure": "misura",
    "members": "aderenti del giorno",
    "message": "messaggio",
    "month": "mese",
    "movement": "movimento",
    "partner_code": "partner",
    "protocol": "protocollo",
    "protocol_date": "data del protocollo",
    "province_code": "provincia",
    "reason": "motivo",
    "received": "ricevute",
    "record_id": "record",
    "record_type": "tipo",
    "rejected": "respinte",
    "row_number": "riga",
    "rows": "righe",
    "rule_code": "regola",
    "sealed_at": "sigillata il",
    "sealed_by": "sigillata da",
    "sector": "settore",
    "severity": "gravità",
    "sheet": "foglio",
    "since": "dal",
    "state": "stato",
    "status": "stato",
    "subject": "di che cosa",
    "subject_id": "soggetto",
    "subject_name": "nome",
    "subject_type": "tipo di soggetto",
    "superseded": "sostituite",
    "title": "titolo",
    "unit": "unità",
    "until": "al",
    "value": "valore",
    "value_a": "allora",
    "value_b": "ora",
    "values": "valori",
    "withdrawal": "ritiro",
}


def print_table(listing: Listing, numbers_from: int | None = None) -> None:
    """Print a listing as a table; wider than the terminal, its cells fold, and in a pipe nothing does.

    Columns of numbers stand at the right, and all from the position `numbers_from`.
    """
    rows = [[plain_value(value) for value in row] for row in listing.rows]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(listing.columns):
        values = [row[position] for row in rows]
        is_number = any(_is_number(value) for value in values)
        is_number = is_number or (numbers_from is not None and position >= numbers_from)
        table.add_column(
            _HEADINGS.get(column, column), justify="right" if is_number else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(cell_text(value)) for value in row))
    console = Console(width=None if sys.stdout.isatty() else 10_000, highlight=False, soft_wrap=False)
    console.print(table)


def cell_text(value: Any) -> str:
    """A value as people read it: decimal comma, empty where there is none, no control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return printable(str(value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
