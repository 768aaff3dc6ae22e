"""What people noted about a KPI's month (`decisions/notes.csv`): why it stands out, said where it is drawn."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from decisions.reading import BadDecision, read_rows
from decisions.writing import append
from storage.errors import WrongUse
from storage.personal import mask_personal

_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Note:
    """A signed note; `is_in_report` where whoever wrote it wants the reports to say it too."""

    kpi_code: str
    month: date
    words: str
    author: str
    date: str
    is_in_report: bool


def list_notes(folder: Path, known_on: date | None = None) -> list[Note]:
    """The notes by KPI and month, of one KPI's month the last one written. Raises BadDecision."""
    notes = {}
    for row in read_rows(folder, "notes", known_on):
        if not _MONTH.fullmatch(row["month"]):
            raise BadDecision(
                f"{folder / 'notes.csv'}: month «{row['month']}» non è un mese; scriverlo AAAA-MM."
            )
        code, month = row["kpi_code"].lower(), date.fromisoformat(f"{row['month']}-01")
        is_in_report = row["in_report"] == "yes"
        notes[code, month] = Note(
            code, month, mask_personal(row["reason"]), row["author"], row["date"], is_in_report
        )
    return [notes[place] for place in sorted(notes)]


def write_note(folder: Path, kpi_code: str, month: str, words: str, author: str, in_report: bool) -> Path:
    """Note something about a KPI's month (AAAA-MM), in place of what was noted before; gives the file."""
    if not _MONTH.fullmatch(month):
        raise WrongUse(f"«{month}» non è un mese; scriverlo AAAA-MM (per esempio 2012-05).")
    row = {"kpi_code": kpi_code, "month": month, "in_report": "yes" if in_report else "no"}
    return append(folder, "notes", [row], author, words)
