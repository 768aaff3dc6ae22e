"""A control file (*fascicolo di controllo*): one subject of a figure, with everything that it stands on."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from editions.audit.conditions import conditions_of
from editions.audit.delivered_rows import RESERVED, delivered_rows
from editions.audit.nameless import is_nameless
from editions.folder import DATA, read_json
from editions.report.figures import Figure
from editions.report.sealed_figures import Sealed
from editions.typesetting import typeset
from publication.figures import format_date
from publication.kpis import Kpi
from publication.reader import Publication
from publication.vocabularies import title_of, words_of
from storage.home import Home
from storage.literals import sql_list, sql_literal

_DOSSIER_ROWS = 200
_DELIVERED_ROWS = 12

_ROWS = """
select traced.*, deliveries.sha256
from kpi_trace(code := {code}, since := {since}, until := {until}, which := 'every') as traced
left join dim_deliveries as deliveries using (delivery_id)
where {counted} = {subject}
order by happened_on, record_id
"""


def evidence_of(sealed: Sealed, kpi: Kpi, subject: str) -> list[dict[str, Any]]:
    """The delivered rows of a subject (of a sum: the record) up to the edition's last day, each once, as
    `kpi_trace` gives them, with their file's hash."""
    facts = sealed.facts
    query = _ROWS.format(
        code=sql_literal(kpi.code),
        counted="traced.record_id" if kpi.way == "sum" else "traced.subject_id",
        subject=sql_literal(subject),
        since=f"date {sql_literal(min(facts['project_start'], facts['since']))}",
        until=f"date {sql_literal(facts['until'])}",
    )
    return sealed.publication.rows(query)


def write_dossier(
    home: Home,
    sealed: Sealed,
    twin: Publication,
    kpi: Kpi,
    subject: str,
    number: int,
    target: Path,
    is_reserved: bool,
) -> None:
    """Set the file of a subject; what the rows name and broke is the private twin's. `is_reserved`: with
    the names of natural persons, readable by its owner alone."""
    rows = evidence_of(sealed, kpi, subject)
    records = sorted({row["record_id"] for row in rows})
    firms = sorted({firm for row in rows for firm in _firms(row)})
    shown = [_evidence_row(row, sealed.partners) for row in rows]
    facts = sealed.facts
    content = {
        "title": f"Fascicolo di controllo {number:03d}",
        "edition": f"{facts['id']}, versione {facts['version']}",
        "kpi": kpi.label,
        "definition": kpi.definition,
        "period": f"dal {format_date(facts['since'])} al {format_date(facts['until'])}",
        "subject": _name(rows[0]) if rows else subject,
        "subject_id": subject,
        "conditions": [list(one) for one in conditions_of(sealed, kpi, subject, rows)],
        "delivered": [
            {"record": record, "cells": cells}
            for record, cells in delivered_rows(home, sealed, records[:_DELIVERED_ROWS], is_reserved)
        ],
        "delivered_more": max(0, len(records) - _DELIVERED_ROWS),
        "evidence": shown[:_DOSSIER_ROWS],
        "more": max(0, len(shown) - _DOSSIER_ROWS),
        "documents": _documents(twin, records, is_reserved),
        "identity": _identity(sealed, twin, [subject, *firms]),
        "issues": _issues(twin, records),
        "reserved": _persons(twin, firms) if is_reserved else [],
        "is_reserved": is_reserved,
    }
    typeset("dossier.typ", content, target, _moment(sealed))
    target.chmod(0o600)


def _name(row: dict[str, Any]) -> str:
    """A subject's name; what has none, an expense, is called by its place."""
    return row["subject_name"] or f"riga {row['row_number']} di «{row['file_name']}»"


def _firms(row: dict[str, Any]) -> list[str]:
    """The firms that a row speaks of: its own, or the network's members of the day."""
    return [row["firm_id"]] if row["firm_id"] else (row["member_ids"] or "").split()


def _evidence_row(row: dict[str, Any], partners: Mapping[str, str]) -> list[str]:
    return [
        format_date(row["happened_on"]) if row["happened_on"] else "",
        row["province_code"],
        partners.get(row["partner_code"], row["partner_code"]),
        Figure(None if row["amount"] is None else float(row["amount"]), "€", 2).text if row["amount"] else "",
        title_of("evidence_level", row["evidence_level"]),
        row["file_name"] or "",
        row["sheet"] or "",
        str(row["row_number"] or ""),
        (row["sha256"] or "")[:16],
    ]


def _documents(twin: Publication, records: list[str], is_reserved: bool) -> list[list[str]]:
    if not records:
        return []
    found = twin.query(
        f"""
        select distinct record_id, document_ref, coalesce(document_kind, '') from private_row_documents
        where record_id in ({sql_list(records)}) order by all
        """
    ).rows
    kinds = words_of("document_kind")
    return [
        [
            record,
            reference if is_reserved or is_nameless(reference or "") else RESERVED,
            kinds.get(kind, kind),
        ]
        for record, reference, kind in found
    ]


def _identity(sealed: Sealed, twin: Publication, ids: list[str]) -> list[str]:
    """What made the subject one: how its mentions were linked and whose they are, a line a firm, and the decisions
    of people that name it."""
    names = set(ids)
    called = dict(
        sealed.publication.query(
            f"select firm_id, firm_name from dim_firms where firm_id in ({sql_list(ids)})"
        ).rows
    )
    linked: dict[str, dict[str, list[str]]] = {}  # firm -> how -> who calls it so
    for firm_id, mention, partner, how in twin.query(
        f"""
        select firm_id, mention_key, partner_code, linked_by from private_firm_mentions
        where firm_id in ({sql_list(ids)}) order by all
        """
    ).rows:
        names.add(mention)
        who = sealed.partners.get(partner, partner)
        linked.setdefault(firm_id, {}).setdefault(how, []).append(who)
    told = [
        f"{called.get(firm_id) or 'senza nome'} ({firm_id}): "
        + "; ".join(
            f"{words_of('linked_by').get(how, how)} ({', '.join(dict.fromkeys(who))})"
            for how, who in ways.items()
        )
        for firm_id, ways in linked.items()
    ]
    decided = read_json(sealed.edition.folder / DATA / "decisions.json")
    people = [
        f"{row['a']} e {row['b']}: {'la stessa' if row['decision'] == 'same' else 'diverse'}, deciso da "
        f"{row['author']} il {format_date(row['date'])}: {row['reason']}"
        for name in ("firms", "networks")
        for row in decided.get(name, [])
        if names & {row["a"], row["b"]}
    ]
    return [*told, *people]


def _issues(twin: Publication, records: list[str]) -> list[list[str]]:
    if not records:
        return []
    found = twin.query(
        f"""
        select distinct record_id, severity, message from private_issues
        where record_id in ({sql_list(records)}) order by all
        """
    ).rows
    severities = words_of("severity")
    return [[record, severities.get(severity, severity), message] for record, severity, message in found]


def _persons(twin: Publication, firms: list[str]) -> list[list[str]]:
    if not firms:
        return []
    found = twin.query(
        f"""
        select firm_id, coalesce(firm_name, ''), coalesce(codice_fiscale, ''), coalesce(municipality_name, '')
        from private_firms where firm_id in ({sql_list(firms)}) order by all
        """
    ).rows
    return [list(row) for row in found]


def _moment(sealed: Sealed) -> datetime:
    return datetime.fromisoformat(sealed.facts["sealed_at"])
