"""Files that must be refused, each for a reason of its own, made by hand."""

import zipfile
from io import BytesIO
from pathlib import Path

import xlsxwriter

GOOD = "Codice impresa;Ragione sociale;Comune;Provincia\nA1;Rossi srl;Lecco;LC\n"
HEADINGS = ["Ragione sociale", "Comune", "Provincia"]
ROW = ["Bianchi srl", "Lecco", "LC"]
_MEBIBYTE = bytes(1024**2)


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    """An XLSX with these sheets."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def protected_workbook() -> bytes:
    """An XLSX that Excel's own encryption protects by the password "secret"."""
    return Path(__file__).with_name("protected.xlsx").read_bytes()


def write_bomb(path: Path) -> None:
    """An XLSX of one megabyte that unpacks to more than one gigabyte."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(1100):
            sheet.write(_MEBIBYTE)


def write_bad_files(inbox: Path) -> dict[str, str]:
    """Put all of them into the inbox; gives each one's name and what must be said of it."""
    folder = inbox / "lecco"
    folder.mkdir(parents=True)
    doubled = [[*HEADINGS, "Ragione sociale"], [*ROW, "Neri srl"]]
    contents = {
        "vuoto.csv": (b"", "vuoto"),
        "troncato.xlsx": (workbook({"Soci": [HEADINGS, ROW]})[:-300], "danneggiato"),
        "protetto.xlsx": (protected_workbook(), "password"),
        "nullo.csv": (GOOD.encode() + b"A2;Bian\0chi;Como;CO\n", "byte nulli"),
        "largo.xlsx": (workbook({"Soci": [[f"Colonna {place}" for place in range(10_000)], ROW]}), "colonne"),
        "=HYPERLINK(1).csv": (GOOD.encode(), "formula"),
        "..\\..\\x.csv": (GOOD.encode(), "percorso"),
        "doppie.xlsx": (workbook({"Soci": doubled, "Altri soci": doubled}), "più volte"),
    }
    for name, (content, _) in contents.items():
        (folder / name).write_bytes(content)
    write_bomb(folder / "bomba.xlsx")
    (inbox / "pippo").mkdir()
    (inbox / "pippo" / "soci.csv").write_text(GOOD, encoding="utf-8")
    said = {name: words for name, (_, words) in contents.items()}
    return said | {"bomba.xlsx": "decompresso", "pippo/soci.csv": "pippo"}
