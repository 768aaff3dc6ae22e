"""Files that nobody should send: nasty values in every field, and good files with damaged bytes."""

import csv
import io
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import one_table
import xlsxwriter
import xlwt

from ingest.headings import load_headings
from ingest.record_types import RECORD_TYPES

VALUES = (
    "3412345678", "99999999999999999999", "-1", "1e308", "1,23457E+10", "41050", "0", "NaN", "inf", "31/02/2012",
    "05/31/2012", "0000-00-00", "9999-12-31", "00/01/1900", "2012-05-31T23:30:00Z", "#N/D", "=1+1", '="A-1"',
    "NULL", "null", "n.d.", "-", "'", '"', ";", "\\", "a\nb", "\u202e", "\u200b", "\ufeffA", "\x01", "é" * 300,
    "x" * 33_000, "<b>", "{{ x }}", "%s", "☑", "NO", "١٢", "１２", "1.234.567,89", "1,234.56", "€ 5", "12:75", "0-4",
)  # fmt: skip


def good_rows(record_type: str, count: int = 4) -> list[list[str]]:
    """A header that carries the record type, and rows of plain values under it."""
    headings = _own_headings(record_type)
    fields = [field for field in RECORD_TYPES[record_type].columns if field in headings]
    rows = [[headings[field] for field in fields]]
    rows += [[_plain(field, number) for field in fields] for number in range(1, count + 1)]
    return rows


@cache
def _own_headings(record_type: str) -> dict[str, str]:
    """Each field's first heading: the type's own, else one that all types share."""
    table = sorted(load_headings().rows, key=lambda one: one.rank)
    headings: dict[str, str] = {}
    for owner in (record_type, ""):
        for row in table:
            if (
                row.field in RECORD_TYPES[record_type].columns
                and row.record_type == owner
                and not row.partner
            ):
                headings.setdefault(row.field, row.heading)
    return headings


def _plain(field: str, number: int) -> str:
    if field.endswith("_date") or field == "period_end":
        return f"{number:02d}/05/2012"
    if field.endswith("_eur") or field in ("hours", "employees", "attendees", "value", "satisfaction"):
        return str(number)
    return {"municipality": "Lecco", "province": "LC", "cancelled": ""}.get(field, f"{field} {number}")


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def as_xlsx(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Foglio")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell[:32_767])
    return out.getvalue()


def as_xls(rows: list[list[str]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Foglio")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell[:32_000])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(rows: list[list[str]]) -> bytes:
    # XML has no place for the others.
    return one_table.as_ods([["".join(filter(str.isprintable, cell)) for cell in row] for row in rows])


FORMATS = {"csv": as_csv, "xlsx": as_xlsx, "xlsb": one_table.as_xlsb, "xls": as_xls, "ods": as_ods}


def nasty_rows(chance: random.Random) -> tuple[str, list[list[str]]]:
    """A record type and its rows, one field of which holds a nasty value."""
    record_type = chance.choice(sorted(RECORD_TYPES))
    rows = good_rows(record_type)
    column = chance.randrange(len(rows[0]))
    rows[chance.randrange(1, len(rows))][column] = chance.choice(VALUES)
    return record_type, rows


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same file with bytes changed, cut, doubled or put in: those of an archive, or of what it holds."""
    if (
        not zipfile.is_zipfile(io.BytesIO(data)) or chance.random() < 0.2
    ):  # whose checksum hides what is in it
        return _with_damage(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as good:
        members = {one.filename: good.read(one) for one in good.infolist()}
    name = chance.choice(sorted(one for one, content in members.items() if content))
    members[name] = _with_damage(members[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one, content in members.items():
            made.writestr(one, content)
    return out.getvalue()


def _with_damage(data: bytes, chance: random.Random) -> bytes:
    content = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(content))
        way = chance.randrange(4)
        if way == 0:
            content[place] = chance.randrange(256)
        elif way == 1:
            del content[place : place + chance.randint(1, 40)]
        elif way == 2:
            content[place:place] = content[place : place + chance.randint(1, 40)]
        else:
            content[place:place] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 8)))
        if not content:
            content = bytearray(b"\0")
    return bytes(content)


def nasty_files(seed: int, count: int) -> Iterator[tuple[str, str, bytes]]:
    """Partner, name and bytes of each file: half with a nasty value, half damaged; the same for a seed."""
    chance = random.Random(seed)  # noqa: S311, files to try, no secret
    for number in range(count):
        record_type, rows = (
            nasty_rows(chance) if number % 2 else ("", good_rows(chance.choice(sorted(RECORD_TYPES))))
        )
        form = chance.choice(sorted(FORMATS))
        data = FORMATS[form](rows)
        partner = "registro" if record_type == "register_members" else "lecco"
        yield partner, f"{number:05d}.{form}", data if number % 2 else damaged(data, chance)


def put_nasty_files(inbox: Path, seed: int, count: int) -> int:
    """Write them into an inbox; gives how many."""
    written = 0
    for partner, name, data in nasty_files(seed, count):
        path = inbox / partner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    return written
