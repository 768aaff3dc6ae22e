"""Small files as partners send them, made up: headings, rows, and how they become CSV or XLSX."""

import io
from collections.abc import Callable

import xlsxwriter

FIRMS = ["Codice impresa", "Ragione sociale", "Partita IVA", "Comune", "Provincia"]
FIRM = ["A-1", "Prova Uno Srl", "01234567897", "Lecco", "LC"]
OTHER = ["A-2", "Prova Due Srl", "09876543217", "Como", "CO"]
CONTACTS = ["Codice impresa", "Data contatto", "Tipo contatto", "Ore"]
EXPENSES = ["Data spesa", "Categoria", "Importo sostenuto", "Fornitore", "N. documento"]


def text(*rows: list[str], separator: str = ";") -> str:
    """A CSV of these rows."""
    return "".join(separator.join(row) + "\n" for row in rows)


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """An XLSX that `fill` fills."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


def sheets(*tables: tuple[str, list[list[object]]]) -> bytes:
    """An XLSX of these sheets, each a name and its rows."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for name, rows in tables:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    return workbook(fill)
