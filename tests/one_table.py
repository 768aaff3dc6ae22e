"""One small table, with a title, a blank row, a total and a note, as a file of every format that lands."""

import csv
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from xlwt.CompoundDoc import XlsDoc

ROWS = [
    ["Elenco imprese 2013", "", "", ""],
    ["", "", "", ""],
    ["Codice interno", "Ragione sociale", "Comune", "Prov."],
    ["A1", "Società «Perché» S.r.l.", "Lecco", "LC"],
    ["", "", "", ""],
    ["A2", "Più & C. Snc", "Napoli", "NA"],
    ["TOTALE", "2", "", ""],
    ["Nota: dati provvisori", "", "", ""],
]


def as_csv(separator: str = ";", end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(ROWS)
    return out.getvalue()


def as_xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Copertina").write(4, 3, "Riservato")
        sheet = book.add_worksheet("Imprese")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def as_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Imprese")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_biff5(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows of text as a workbook of Excel 5, by hand: [MS-XLS] as it was before Unicode, in a stream named Book."""
    name = b"Imprese"
    begun = _old(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + _old(0x42, struct.pack("<H", 1252))
    at = len(begun) + 4 + 7 + len(name) + 4
    begun += _old(0x85, struct.pack("<IHB", at, 0, len(name)) + name) + _old(0x0A)
    sheet = _old(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            encoded = text.encode("cp1252")
            sheet += _old(0x204, struct.pack("<HHHH", number, column, 0, len(encoded)) + encoded)
    out = io.BytesIO()
    XlsDoc().save(out, begun + sheet + _old(0x0A))
    stream, book = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    # A name in a directory: 64 bytes, then its length with the closing NUL.
    before, after = out.getvalue().split(stream, 1)
    rest = after[64 - len(stream) + 2 :]
    return before + book.ljust(64, b"\0") + struct.pack("<H", len(book) + 2) + rest


def _old(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def as_ods(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """Rows of text as an ODS."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Imprese")
    for row in rows:
        line = TableRow()
        for cell in row:
            box = TableCell(valuetype="string") if cell else TableCell()
            if cell:
                box.addElement(P(text=cell))
            line.addElement(box)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def as_xlsb(
    rows: Sequence[Sequence[str]] = ROWS,
    after: Mapping[int, bytes] | None = None,
    hidden: Sequence[int] = (),
    is_to_calculate: bool = False,
) -> bytes:
    """Excel's binary workbook, by hand: nothing that we know of writes one. [MS-XLSB] 2.1.4, 2.4

    `after`: by row more records behind its cells; `hidden`: rows that a filter hides. Rows from 0.
    """
    width = max(map(len, rows))
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + record(145)
    for number, row in enumerate(rows):
        flags = b"\0" + (b"\x10" if number in hidden else b"\0") + b"\0"
        sheet += record(0, struct.pack("<IIH", number, 0, 0) + flags + bytes(4))
        for column, text in enumerate(row):
            if text:
                sheet += record(6, cell(column) + _wide(text))
        sheet += (after or {}).get(number, b"")
    sheet += record(146) + record(130)
    listed = record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Imprese"))
    listed += record(144) + (record(157, bytes(24) + b"\x01\0") if is_to_calculate else b"")
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.bin"),
        "xl/_rels/workbook.bin.rels": _relation("worksheet", "worksheets/sheet1.bin"),
        "xl/workbook.bin": record(131) + record(143) + listed + record(132),
        "xl/worksheets/sheet1.bin": sheet,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def cell(column: int) -> bytes:
    """The beginning of a cell's record."""
    return struct.pack("<II", column, 0)


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of an XLSB."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    left, size = len(content), b""
    while left > 0x7F:  # seven bits a byte, the lowest first
        left, size = left >> 7, size + bytes([left & 0x7F | 0x80])
    return head + size + bytes([left]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _relation(kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


FILES = [
    ("a.csv", as_csv().encode("utf-8")),
    ("bom.csv", as_csv(",").encode("utf-8-sig")),
    ("cp1252.csv", as_csv("|", "\n").encode("cp1252")),
    ("latin1.txt", as_csv().encode("latin-1")),
    ("utf16.txt", as_csv("\t").encode("utf-16")),
    ("utf16be.tsv", as_csv("\t").encode("utf-16-be")),
    ("mixed.csv", as_csv().replace("\r\n", "\n", 3).encode("utf-8")),
    ("text.xls", as_csv("\t").encode("utf-8")),
    ("a.xlsx", as_xlsx()),
    ("a.xlsm", as_xlsx()),
    ("a.xlsb", as_xlsb()),
    ("a.xls", as_xls()),
    ("a.ods", as_ods()),
]
