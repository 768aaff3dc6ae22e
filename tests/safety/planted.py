"""Sixty made-up persons, each in every text field of every record type, by name, code, address or number."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.record_types import RECORD_TYPES, RecordType

PROJECT = Path(__file__).resolve().parents[2]
GIVEN = (
    "Zaira",
    "Ludovica",
    "Gennaro",
    "Ornella",
    "Osvaldo",
    "Rosanna",
    "Silvio",
    "Tiziana",
    "Ugo",
    "Virginia",
)
FAMILY = ("Quondamatteo", "Zambrottini", "Pistacchietti", "Scognamillo", "Trombadori", "Vercellonghi")
VALID = {
    "contact_date": "2012-05-03", "event_date": "2012-05-03", "service_date": "2012-05-03",
    "expense_date": "2012-05-03",
    "opened_date": "2012-02-01", "signed_date": "2012-06-01", "joined_date": "2012-06-01", "period_end": "2012-12-31",
    "version_date": "2012-01-01", "incurred_eur": "100", "paid_eur": "100", "claimed_eur": "100", "admitted_eur": "80",
    "budget_eur": "1000", "value": "10", "kpi_code": "firms_reached", "category": "personale",
    "contact_kind": "incontro individuale", "service_kind": "scouting", "network_event_kind": "modifica",
    "municipality": "Lecco", "company_name": "Officine Prova {number} S.r.l.", "event_code": "EV{number}",
    "network_code": "RT{number}", "network_name": "Rete Prova {number}", "title": "Seminario {number}",
    "document_number": "{number}/12", "supplier": "Fornitore S.r.l.", "cut_reason": "oltre il limite",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    number: int

    @property
    def marks(self) -> tuple[str, str, str, str]:
        """Name, code (every second a homonym's), e-mail, telephone."""
        given, family = GIVEN[self.number % 10], FAMILY[self.number // 10]
        code = (
            f"{family[:3]}{given[:3]}".upper() + f"{40 + self.number % 50:02d}A{1 + self.number % 28:02d}F205"
        )
        code = code[:14] + ("L" if self.number % 2 else code[14]) + "X" if len(code) > 14 else code
        code = (code + "X" * 16)[:16]
        return (
            f"{family} {given}",
            code,
            f"{given}.{family}@posta.example".lower(),
            f"347 55{self.number:02d}{self.number:03d}",
        )


PERSONS = tuple(Person(number) for number in range(60))


def headings() -> dict[tuple[str, str], str]:
    """A heading for each field of each record type."""
    found: dict[tuple[str, str], str] = {}
    with (PROJECT / "data" / "reference" / "headings.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if not row["partner"]:
                for record_type in [row["record_type"]] if row["record_type"] else list(RECORD_TYPES):
                    found.setdefault((record_type, row["field"]), row["heading"])
    return found


def rows_of(record_type: RecordType) -> Iterator[dict[str, str]]:
    """For each person and field a row that is right but for that field, which has a mark of the person."""
    number = 0
    for person in PERSONS:
        for place, field in enumerate(record_type.columns):
            number += 1
            row = {name: VALID[name].format(number=number) for name in record_type.columns if name in VALID}
            yield row | {field: person.marks[(person.number + place) % 4]}


def plant(home: Path) -> int:
    """Deliver them all; gives how many rows."""
    named, count = headings(), 0
    for place, record_type in enumerate(RECORD_TYPES.values()):
        partner = "registro" if record_type.name == "register_members" else "lecco"
        columns = [field for field in record_type.columns if (record_type.name, field) in named]
        person = PERSONS[place]
        folder = home / "inbox" / partner
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{record_type.name} {person.marks[place % 3]}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow([named[record_type.name, field] for field in columns])
            for row in rows_of(record_type):
                writer.writerow([row.get(field, "") for field in columns])
                count += 1
    return count
