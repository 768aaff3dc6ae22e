"""What people decide about editions: CSV files in `decisions/`, each row with author, date and reason.

- `edition_drafts`: title and days; `edition_states`: which state an edition is in
- `gate`: what blocks and what warns; `waivers`: blocks that somebody answers for, one or (no
  subject) all of a check
- `confirmations`: a partner confirms its sheet; `audits`: what was found of a case
- `disclosures`: who was given the names of natural persons
"""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from decisions.reading import BadDecision
from storage.durable import write_text
from storage.errors import WrongUse
from storage.home import Home

_SIGNED = ("author", "date", "reason")

LEDGERS: Mapping[str, tuple[str, ...]] = {
    "edition_drafts": ("edition", "title", "since", "until", *_SIGNED),
    "edition_states": ("edition", "state", "protocol", "protocol_date", "file_sha256", *_SIGNED),
    "gate": ("check", "effect", *_SIGNED),
    "waivers": ("edition", "check", "subject", *_SIGNED),
    "confirmations": ("edition", "partner", "figures_sha256", *_SIGNED),
    "disclosures": ("edition", "kpi_code", "subjects", *_SIGNED),
    "audits": ("edition", "kpi_code", "subject_id", "result", *_SIGNED),
}

Row = dict[str, str]


def read_ledger(home: Home, name: str) -> list[Row]:
    """All rows of a ledger, in the order written; raises BadDecision where the file is not as it should
    be."""
    path = _path(home, name)
    if not path.exists():
        return []
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    header = [heading.strip().lower() for heading in next(reader, [])]
    if set(header) != set(LEDGERS[name]) or len(header) != len(LEDGERS[name]):
        expected = ",".join(LEDGERS[name])
        raise BadDecision(
            f"decisions/{path.name}, riga 1: intestazioni diverse da quelle attese: {expected}."
        )
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise BadDecision(
                f"decisions/{path.name}, riga {reader.line_num}: {len(cells)} valori invece di {len(header)}."
            )
        rows.append({heading: cell.strip() for heading, cell in zip(header, cells, strict=True)})
    return rows


def append_row(home: Home, name: str, row: Mapping[str, str], author: str, reason: str) -> None:
    """Add a row, signed and dated today, keeping those that are there; in one step."""
    signed = {**row, "author": named(author), "date": date.today().isoformat(), "reason": reason.strip()}
    rows = [*read_ledger(home, name), signed]
    written = io.StringIO()
    writer = csv.DictWriter(written, LEDGERS[name], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    home.decisions.mkdir(parents=True, exist_ok=True)
    write_text(_path(home, name), written.getvalue())


def named(author: str) -> str:
    """Who signs; raises WrongUse where nobody does."""
    if not author.strip():
        raise WrongUse("--by: serve il nome di chi decide.")
    return author.strip()


def reasoned(reason: str) -> str:
    """Why it is done; raises WrongUse where nothing is said."""
    if not reason.strip():
        raise WrongUse("--why: serve un motivo, che resta scritto.")
    return reason.strip()


def _path(home: Home, name: str) -> Path:
    return home.decisions / f"{name}.csv"
