"""Ten files made to take a machine down, and one good one. Each is small on disk."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import xlwt
from xlsxwriter import Workbook

MB = 1024**2
GOOD = "Codice impresa;Ragione sociale;Comune\nB-1;Impresa Buona Srl;Lecco\n"
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_PIECE = b"x" * MB


def write_hostile(folder: Path) -> list[str]:
    """Write them all; their names."""
    made = {
        "bomba.xlsx": _xlsx(b"0" * MB for _ in range(1_200)),
        "bugiarda.xlsx": _lying(_xlsx(b"0" * MB for _ in range(64))),
        "nome_di_300_mb.xlsx": _xlsx(_long_name()),
        "nidificato.xlsx": _xlsx([_SHEET.encode(), b"<a>" * 2_000_000]),
        "foglio_lontano.xlsx": _xlsx(_far_rows()),
        "contenitore_bugiardo.xls": _lying_xls(),
        "troncato.xlsx": good_workbook()[:-400],
        "zeri.csv": b"Ragione sociale;Comune\n" + b"\0" * (64 * MB),
        "pagina.xls": b"<html>" + b"<table><tr><td>" * 200_000,
        "un_milione_di_colonne.csv": b";".join([b"Comune"] * 1_000_000) + b"\n",
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return list(made)


def _xlsx(pieces: Iterator[bytes] | list[bytes]) -> bytes:
    """A workbook whose one sheet is these pieces."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_workbook())) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in good.namelist():
            if name != "xl/worksheets/sheet1.xml":
                made.writestr(name, good.read(name))
        with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as sheet:
            for piece in pieces:
                sheet.write(piece)
    return out.getvalue()


def good_workbook() -> bytes:
    """A small workbook of firms."""
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet("Imprese")
        sheet.write_row(0, 0, ["Codice impresa", "Ragione sociale", "Comune"])
        sheet.write_row(1, 0, ["B-2", "Impresa Seconda Srl", "Como"])
    return out.getvalue()


def _lying(data: bytes) -> bytes:
    """The directory says ten bytes."""
    return data.replace(struct.pack("<I", 64 * MB), struct.pack("<I", 10))


def _long_name() -> Iterator[bytes]:
    yield f'{_SHEET}<row r="1"><c r="A1" t="inlineStr"><is><t>Ragione sociale</t></is></c></row>'.encode()
    yield b'<row r="2"><c r="A2" t="inlineStr"><is><t>'
    for _ in range(300):
        yield _PIECE
    yield b"</t></is></c></row></sheetData></worksheet>"


def _far_rows() -> Iterator[bytes]:
    yield _SHEET.encode()
    for row in (1, 1_048_576):
        yield f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>'.encode()
    yield b"</sheetData></worksheet>"


def _lying_xls() -> bytes:
    """Its container says that its table of sectors has four thousand million sectors."""
    book = xlwt.Workbook()
    book.add_sheet("Imprese").write(0, 0, "Ragione sociale")
    out = io.BytesIO()
    book.save(out)
    data = bytearray(out.getvalue())
    data[44:48] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(data)
