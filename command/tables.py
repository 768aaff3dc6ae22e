"""Tables for people: Italian headings, numbers at the right, every cell whole."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from command.plain import plain_value
from publication.cells import printable
from publication.figures import format_date, format_moment
from publication.vocabularies import terms_of, words_of

_HEADINGS = {
    "a": "il primo",
    "after": "dopo",
    "amount": "importo",
    "author": "chi",
    "b": "il secondo",
    "before": "prima",
    "cause": "causa",
    "cell": "cella",
    "delivered": "come consegnato",
    "change": "che cosa è cambiato",
    "check": "controllo",
    "column_index": "numero della colonna",
    "consequence": "che cosa comporta",
    "contribution": "contributo",
    "date": "data",
    "deadline": "scadenza",
    "delivery_id": "consegna",
    "difference": "differenza",
    "edition": "edizione",
    "effect": "effetto",
    "ended_on": "fine",
    "evidence_level": "livello",
    "example": "esempio",
    "f1": "media armonica",
    "field": "campo",
    "file_name": "file",
    "firm_ids": "imprese di poi",
    "firm_name": "impresa",
    "former_ids": "imprese di prima",
    "file_sha256": "impronta del file firmato",
    "first": "prima cella",
    "happened_on": "data",
    "has_loss": "persi dati",
    "header_row": "riga delle intestazioni",
    "heading": "colonna",
    "is_rejected": "respinta",
    "kind": "difficoltà",
    "kpi_code": "KPI",
    "kpi_label": "descrizione",
    "level": "livello",
    "linked_by": "che cosa le unisce",
    "measure": "misura",
    "mention_id": "menzione",
    "municipality_name": "comune",
    "members": "aderenti del giorno",
    "message": "messaggio",
    "month": "mese",
    "moved": "di quanto",
    "moved_kpi_count": "indicatori che muove",
    "movement": "movimento",
    "name": "nome",
    "nearest": "simile a",
    "partner_code": "partner",
    "precision": "precisione",
    "protocol": "protocollo",
    "protocol_date": "data del protocollo",
    "province_code": "provincia",
    "reason": "motivo",
    "recall": "richiamo",
    "received": "ricevute",
    "record_id": "record",
    "record_type": "tipo",
    "record_types": "tipi",
    "refusal": "perché rifiutato",
    "row_count": "quante righe",
    "row_number": "riga",
    "rows": "righe",
    "rule_code": "regola",
    "sealed_at": "sigillata il",
    "sealed_by": "sigillata da",
    "sector": "settore",
    "severity": "gravità",
    "sheet": "foglio",
    "signed_date": "firma",
    "since": "dal",
    "state": "stato",
    "status": "stato",
    "subject": "di che cosa",
    "subject_id": "soggetto",
    "subject_name": "nome",
    "subject_type": "tipo di soggetto",
    "title": "titolo",
    "told": "che cosa si è visto",
    "unit": "unità",
    "until": "al",
    "value": "valore",
    "value_a": "allora",
    "value_b": "ora",
    "values": "valori",
    "weight": "peso",
    "why": "perché",
    "with_mention_id": "con la menzione",
}
_SIDES = {"_a": "il primo", "_b": "il secondo"}
"""Of columns that stand twice, for the two sides of a pair."""

_CODED = (
    "cause",
    "effect",
    "evidence_level",
    "linked_by",
    "measure",
    "movement",
    "record_type",
    "severity",
    "status",
    "subject_type",
)
"""Columns whose codes are shown as words; a code that is asked for by itself (a check, a KPI, a rule) stays."""

_DAYS = ("date", "deadline", "protocol_date", "sealed_at", "since", "until")
"""Columns of texts that are days or moments of ours; what partners wrote stays as they wrote it."""


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    numbers_from: int | None = None,
    as_asked: bool = False,
) -> None:
    """Print rows as a table; wider than the terminal, its cells fold, and in a pipe nothing does.

    Columns of numbers stand at the right, and all from the position `numbers_from`. What is `as_asked` keeps
    the names, codes and days that a question must be written with.
    """
    coded = () if as_asked else _CODED
    words = {column: words_of(column) for column in columns if column in coded}
    read, days = (plain_value, ()) if as_asked else (_read, _DAYS)
    cells = [
        [
            _word(words.get(column, {}), read(_day(value) if column in days else value))
            for column, value in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(columns):
        values = [row[position] for row in cells]
        is_number = any(_is_number(value) for value in values)
        is_number = is_number or (numbers_from is not None and position >= numbers_from)
        heading = column if as_asked else heading_of(column)
        table.add_column(heading, justify="right" if is_number else "left", overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell_text(value)) for value in row))
    console = Console(width=None if sys.stdout.isatty() else 10_000, highlight=False, soft_wrap=False)
    console.print(table)


def heading_of(column: str) -> str:
    """How a column is headed: in Italian where it is one of ours."""
    outcomes = {code: term.plural for code, term in terms_of("outcome").items()}
    known = words_of("field") | _HEADINGS | outcomes | words_of("cause")
    base, side = column[:-2], _SIDES.get(column[-2:])
    if column not in known and side is not None and base in known:
        return f"{known[base]} ({side})"
    return known.get(column, column)


def cell_text(value: Any) -> str:
    """A value as people read it: decimal comma, empty where there is none, no control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return printable(str(value))


def _day(value: Any) -> Any:
    """A day or moment of an ISO text; what is none as it is."""
    try:
        return date.fromisoformat(value) if len(value) == len("2013-06-30") else datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def _read(value: Any) -> Any:
    """A value as people read it where it is a day or moment, else as programs do."""
    if isinstance(value, datetime):
        return format_moment(value)
    return format_date(value) if isinstance(value, date) else plain_value(value)


def _word(words: dict[str, str], value: Any) -> Any:
    return words.get(value, value) if isinstance(value, str) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
