"""For the auditor: cases drawn from a sealed figure, a control file (fascicolo) each, and what was found."""

import csv
import io
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from editions.folder import DATA, Edition, read_json
from editions.ledger import append_row, named
from editions.opening import open_edition
from editions.report.figures import Figure, write_day
from editions.report.registry import Kpi, Sealed
from editions.report.words import LEVELS, LINKS, say
from editions.typesetting import typeset
from ingest.literals import sql_literal
from warehouse.decisions import COLUMNS, read_decisions
from warehouse.durable import write_text
from warehouse.errors import PalError, WrongUse
from warehouse.publications import private_file
from warehouse.reader import Publication, open_file
from warehouse.settings import Home

FOUND, NOT_FOUND = "riscontrato", "non_riscontrato"
_DOSSIER_ROWS = 200

_ROWS = """
select
    evidence.*,
    case when evidence.subject_type = 'network' then networks.network_name
        when evidence.subject_type = 'membership' then networks.network_name || ' / ' || firms.firm_name
        else coalesce(firms.firm_name, networks.network_name, evidence.subject_id)
    end as subject_name,
    file_name,
    sheets.sheet,
    try_cast(split_part(evidence.record_id, '/', 3) as integer) as row_number,
    deliveries.sha256
from fct_kpi_evidence as evidence
left join dim_firms as firms on evidence.firm_id = firms.firm_id
left join dim_networks as networks on evidence.network_id = networks.network_id
left join dim_deliveries as deliveries on split_part(evidence.record_id, '/', 1) = deliveries.delivery_id
left join dim_sheets as sheets
    on
        deliveries.delivery_id = sheets.delivery_id
        and try_cast(split_part(evidence.record_id, '/', 2) as integer) = sheets.sheet_index
where evidence.kpi_code = {code} and {counted} = {subject}
order by happened_on, record_id, evidence.province_code, evidence.firm_id
"""


@dataclass(frozen=True)
class Sample:
    """Cases drawn: where their files are, the subjects in the order drawn, how many there were to draw
    from."""

    folder: Path
    subjects: list[str]
    population: int


def draw_sample(
    home: Home, edition: Edition, kpi_code: str, size: int, seed: int, reserved_for: str | None
) -> Sample:
    """Draw `size` of the subjects that a figure of the period counts and write a PDF each.

    The same edition, KPI, size and seed give the same cases. With `reserved_for` (who asks), the names of
    natural
    persons are shown: then the files go to `private/`, mode 0600, and the disclosure is written down.
    """
    with open_edition(edition) as publication:
        sealed = Sealed(edition, publication)
        kpi = sealed.kpis[kpi_code]
        if kpi.way == "ratio":
            raise WrongUse(f"{kpi_code} è un rapporto: estrarre il campione da uno dei suoi due indicatori.")
        counted = _counted(sealed, kpi)
        drawn = random.Random(seed).sample(counted, min(size, len(counted)))  # noqa: S311
        name = f"{edition.name}-{kpi_code}-{seed}"
        folder = (home.private if reserved_for else home.root) / "audits" / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700 if reserved_for else 0o755)
        if reserved_for is not None:
            row = {"edition": edition.name, "kpi_code": kpi_code, "subjects": " ".join(drawn)}
            append_row(
                home, "disclosures", row, reserved_for, "allegato riservato con i nomi delle persone fisiche"
            )
        twin_path = private_file(home, edition.facts["build_id"])
        with open_file(twin_path) if twin_path.exists() else publication as twin:
            for number, subject in enumerate(drawn, start=1):
                target = folder / f"fascicolo-{number:03d}.pdf"
                _write_dossier(sealed, twin, kpi, subject, number, target, bool(reserved_for))
        _write_list(folder / "campione.csv", edition, kpi_code, drawn)
    return Sample(folder, drawn, len(counted))


def record_result(
    home: Home, edition: Edition, kpi_code: str, subject: str, result: str, author: str, why: str
) -> int:
    """Write down what was found of a case; gives how many delivered rows are now checked. Raises WrongUse.

    A case that was found makes its rows *verified* from the next build on.
    """
    if result not in (FOUND, NOT_FOUND):
        raise WrongUse(f"--result: è {FOUND} oppure {NOT_FOUND}.")
    with open_edition(edition) as publication:
        sealed = Sealed(edition, publication)
        kpi = sealed.kpis[kpi_code]
        if subject not in _counted(sealed, kpi):
            raise WrongUse(f"Soggetto «{subject}»: {kpi_code} non lo conta in questa edizione.")
        records = list(dict.fromkeys(row["record_id"] for row in _rows(publication, kpi, subject)))
    row = {"edition": edition.name, "kpi_code": kpi_code, "subject_id": subject, "result": result}
    append_row(home, "audits", row, author, why)
    _append_checks(
        home, records, result, author, f"controllo a campione, edizione {edition.name}: {why}".strip(": ")
    )
    return len(records)


def _counted(sealed: Sealed, kpi: Kpi) -> list[str]:
    days = f"since := date '{sealed.facts['since']}', until := date '{sealed.facts['until']}'"
    query = (
        f"select distinct counted_id from kpi_subjects(code := {sql_literal(kpi.code)}, {days}) order by 1"
    )
    return [str(value) for value in sealed.publication.values(query)]


def _rows(publication: Publication, kpi: Kpi, subject: str) -> list[dict[str, Any]]:
    counted = "evidence.record_id" if kpi.way == "sum" else "evidence.subject_id"
    query = _ROWS.format(code=sql_literal(kpi.code), counted=counted, subject=sql_literal(subject))
    return publication.rows(query)


def _write_dossier(
    sealed: Sealed, twin: Publication, kpi: Kpi, subject: str, number: int, target: Path, is_reserved: bool
) -> None:
    rows = _rows(sealed.publication, kpi, subject)
    records = sorted({row["record_id"] for row in rows})
    firms = sorted({row["firm_id"] for row in rows if row["firm_id"]})
    # A network's evidence has a row per member: what is printed of them is the same.
    shown = [list(row) for row in dict.fromkeys(tuple(_evidence_row(row)) for row in rows)]
    facts = sealed.facts
    content = {
        "title": f"Fascicolo di controllo {number:03d}",
        "edition": f"{facts['id']}, versione {facts['version']}",
        "kpi": kpi.label,
        "definition": kpi.definition,
        "period": f"dal {write_day(facts['since'])} al {write_day(facts['until'])}",
        "subject": rows[0]["subject_name"] if rows else subject,
        "subject_id": subject,
        "evidence": shown[:_DOSSIER_ROWS],
        "more": max(0, len(shown) - _DOSSIER_ROWS),
        "documents": _documents(twin, records),
        "identity": _identity(sealed, twin, [subject, *firms]),
        "issues": _issues(twin, records),
        "reserved": _persons(twin, firms) if is_reserved else [],
        "is_reserved": is_reserved,
    }
    typeset("dossier.typ", content, target, _moment(sealed))
    target.chmod(0o600 if is_reserved else 0o644)


def _evidence_row(row: dict[str, Any]) -> list[str]:
    return [
        write_day(row["happened_on"]) if row["happened_on"] else "",
        row["province_code"],
        row["partner_code"],
        Figure(None if row["amount"] is None else float(row["amount"]), "€", 2).text if row["amount"] else "",
        say(LEVELS, row["evidence_level"]),
        row["file_name"] or "",
        row["sheet"] or "",
        str(row["row_number"] or ""),
        (row["sha256"] or "")[:16],
    ]


def _documents(twin: Publication, records: list[str]) -> list[list[str]]:
    if not records or not twin.has_table("private_row_documents"):
        return []
    found = twin.query(
        f"""
        select distinct record_id, document_ref, coalesce(document_kind, '') from private_row_documents
        where record_id in ({_listed(records)}) order by all
        """
    ).rows
    return [list(row) for row in found]


def _identity(sealed: Sealed, twin: Publication, ids: list[str]) -> list[str]:
    """What made the subject one: how its mentions were linked, and the decisions of people that name it."""
    names = set(ids)
    linked: list[str] = []
    if twin.has_table("private_firm_mentions"):
        columns = twin.query("select * from private_firm_mentions limit 0").columns
        basis = "linked_by" if "linked_by" in columns else "identity_basis"
        key = "mention_key" if "mention_key" in columns else "mention_id"
        for firm_id, key_of, partner, how in twin.query(
            f"""
            select firm_id, {key}, partner_code, {basis} from private_firm_mentions
            where firm_id in ({_listed(ids)}) order by all
            """
        ).rows:
            names.add(key_of)
            linked.append(f"{firm_id}, come la indica {partner}: {say(LINKS, how)}")
    decided = read_json(sealed.edition.folder / DATA / "decisions.json")
    people = [
        f"{row['a']} e {row['b']}: {'la stessa' if row['decision'] == 'same' else 'diverse'}, deciso da "
        f"{row['author']} il {row['date']}: {row['reason']}"
        for name in ("firms", "networks")
        for row in decided.get(name, [])
        if names & {row["a"], row["b"]}
    ]
    return [*dict.fromkeys(linked), *people]


def _issues(twin: Publication, records: list[str]) -> list[list[str]]:
    if not records or not twin.has_table("private_issues"):
        return []
    found = twin.query(
        f"""
        select distinct record_id, rule_code, severity, message from private_issues
        where record_id in ({_listed(records)}) order by all
        """
    ).rows
    return [list(row) for row in found]


def _persons(twin: Publication, firms: list[str]) -> list[list[str]]:
    if not twin.has_table("private_firms"):
        raise PalError(
            "La copia riservata della costruzione sigillata non c'è più: l'allegato non si può fare."
        )
    if not firms:
        return []
    found = twin.query(
        f"""
        select firm_id, coalesce(firm_name, ''), coalesce(codice_fiscale, ''), coalesce(municipality_name, '')
        from private_firms where firm_id in ({_listed(firms)}) order by all
        """
    ).rows
    return [list(row) for row in found]


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sql_literal(value) for value in values)


def _moment(sealed: Sealed) -> datetime:
    return datetime.fromisoformat(sealed.facts["sealed_at"])


def _write_list(target: Path, edition: Edition, kpi_code: str, drawn: list[str]) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["fascicolo", "edition", "kpi_code", "subject_id", "result"])
        writer.writerows(
            [f"{number:03d}", edition.name, kpi_code, one, ""] for number, one in enumerate(drawn, 1)
        )


def _append_checks(home: Home, records: list[str], result: str, author: str, reason: str) -> None:
    """Add rows to `decisions/checks.csv`, which the next build reads."""
    rows = [list(row) for row in read_decisions(home.decisions).rows["checks"]]
    day = date.today().isoformat()
    rows += [[record, result, named(author), day, reason] for record in records]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS["checks"])
    writer.writerows(rows)
    write_text(home.decisions / "checks.csv", written.getvalue())
