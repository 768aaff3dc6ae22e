"""What cannot be trusted is refused, with where and why."""

import io
import re
import zipfile

import pytest
import xlsxwriter
import xlwt
from as_sent import CONTACTS, EXPENSES, FIRM, FIRMS, OTHER, text, workbook
from landing_home import LandingHome
from one_table import as_ods

from ingest.landing import land
from ingest.limits import Limits
from ingest.receiving import receive_inbox

REFUSED = {
    "month first in one cell of the column": (
        "a.csv",
        text(CONTACTS, ["A-1", "04/03/2012", "visita", "1"], ["A-1", "05/31/2012", "visita", "1"]),
        "la cella B3 contiene «05/31/2012»",
    ),
    "codes in scientific notation": (
        "a.csv",
        text(FIRMS, ["1,23457E+10", *FIRM[1:]]),
        "notazione scientifica",
    ),
    "codes in a program's scientific notation": (
        "a.csv",
        text(FIRMS, ["1.23457e+10", *FIRM[1:]]),
        "notazione scientifica",
    ),
    "a table pivoted by month": (
        "a.csv",
        text(["Categoria", "gen-12", "feb-12", "mar-12"], ["Personale", "100", "200", "300"]),
        "i mesi stanno in colonna («gen-12», «feb-12», «mar-12»)",
    ),
    "a quote that is not closed": (
        "a.csv",
        text(FIRMS, FIRM, ["A-2", '"Prova Due Srl', *OTHER[2:]], FIRM, FIRM),
        "alla riga 3",
    ),
    "a heading misspelt": (
        "a.csv",
        text(["Codice impresa", "Raggione sociale", "Comune"], ["A-1", "Prova Srl", "Lecco"]),
        "forse «Raggione sociale»",
    ),
    "a PDF by another name": ("a.csv", b"%PDF-1.4\n", "PDF"),
    "something compressed by another name": ("a.csv", b"\x1f\x8b\x08\x00", "compresso"),
    "a sheet of Excel 4": ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4 o precedente"),
    "a page without a table": ("a.xls", b"\xef\xbb\xbf<html><p>Niente</p></html>", "pagina web"),
    "a cell beyond what a spreadsheet holds": (
        "a.csv",
        text(FIRMS, ["A-1", "x" * 40_000, *FIRM[2:]]),
        "32767 caratteri",
    ),
}


@pytest.mark.parametrize(("name", "data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_trusted_is_refused_with_where_and_why(
    landing_home: LandingHome, name: str, data: bytes | str, said: str
) -> None:
    landed = landing_home.land_one(name, data)
    assert landed.status == "refused"
    assert said in (landed.reason or "")


def test_a_zip_that_is_no_workbook_names_what_is_in_it(landing_home: LandingHome) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("imprese.csv", text(FIRMS, FIRM))
    assert "contiene «imprese.csv»" in (landing_home.land_one("a.csv", out.getvalue()).reason or "")


@pytest.mark.parametrize("is_dummy", [False, True])
def test_formulas_that_nobody_calculated_are_no_figures(landing_home: LandingHome, is_dummy: bool) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Spese")
        sheet.write_row(0, 0, EXPENSES)
        sheet.write_row(1, 0, ["01/04/2012", "Personale"])
        sheet.write_formula(1, 2, "=500+500", value=0 if is_dummy else "")

    landed = landing_home.land_one("a.xlsx", workbook(fill))
    assert "la cella C2 ha una formula mai calcolata" in (landed.reason or "")


def rewritten(packed: bytes, pattern: bytes, by: str) -> bytes:
    """A zipped workbook with what the pattern finds in its parts written otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(pattern, by.encode(), source.read(name)))
    return out.getvalue()


def expense(row: int, column: int, formula: str, result: object) -> bytes:
    """An expense with one formula and its result, zipped by a program."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Spese")
        sheet.write_row(0, 0, EXPENSES)
        sheet.write_row(1, 0, ["01/04/2012", "Personale", "500", "Rossi Srl"])
        sheet.write_formula(row, column, formula, value=result)

    return workbook(fill)


BY_EXCEL = '<calcPr calcId="191029"/>'


@pytest.mark.parametrize(
    ("result", "calculation", "is_refused"),
    [
        (0, "", True),
        (0, '<calcPr calcId="0" forceFullCalc="1"/>', True),
        (0, BY_EXCEL, False),
        ("nothing", BY_EXCEL, False),
        (1000, "", False),
    ],
)
def test_who_wrote_a_file_tells_whether_its_formulas_were_calculated(
    landing_home: LandingHome, result: object, calculation: str, is_refused: bool
) -> None:
    """Libraries leave 0 and say nothing of calculating; what a spreadsheet program found to be 0 or empty is so."""
    data = rewritten(expense(1, 3, '=""', result), b"<calcPr[^>]*/>", calculation)
    landed = landing_home.land_one("a.xlsx", rewritten(data, b"<v>nothing</v>", "<v></v>"))
    assert ("la cella D2 ha una formula mai calcolata" in (landed.reason or "")) == is_refused
    assert landed.status == ("refused" if is_refused else "landed")


def test_a_heading_that_nobody_calculated_hides_no_column(landing_home: LandingHome) -> None:
    landed = landing_home.land_one("a.xlsx", expense(0, 3, '="Forni"&"tore"', ""))
    assert "la cella D1 ha una formula mai calcolata" in (landed.reason or "")


@pytest.mark.parametrize(("last", "status"), [(["Totale"], "landed"), (["", "", "300,00"], "refused")])
def test_only_a_total_that_nobody_calculated_is_not_needed(
    landing_home: LandingHome, last: list[str], status: str
) -> None:
    """A figure beside formulas without result may be a row's."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Spese")
        for number, row in enumerate((EXPENSES, ["01/04/2012", "Personale", "500"], last)):
            sheet.write_row(number, 0, row)
        sheet.write_formula(2, 3, "=D2", value="")

    assert landing_home.land_one("a.xlsx", workbook(fill)).status == status


@pytest.mark.parametrize(
    ("cell", "is_refused"),
    [
        ('table:formula="of:=1-1"/>', True),
        ('table:formula="of:=1-1" office:value-type="float" office:value="0"/>', True),
        ('table:formula="of:=1-1" office:value-type="float" office:value="0"><text:p/></table:table-cell>', False),
    ],
)  # fmt: skip
def test_formulas_that_nobody_calculated_are_no_figures_in_an_ods(
    landing_home: LandingHome, cell: str, is_refused: bool
) -> None:
    """A spreadsheet program writes what it calculated twice: as value, and as it is shown."""
    written = as_ods([EXPENSES, ["01/04/2012", "Personale", "500", "", "F-1"]])
    data = rewritten(
        written, rb"<table:table-cell[^>]*><text:p>500.*?</table:table-cell>", f"<table:table-cell {cell}"
    )
    landed = landing_home.land_one("a.ods", data)
    assert ("la cella C2 ha una formula mai calcolata" in (landed.reason or "")) == is_refused


def test_a_formula_with_its_result_is_read(landing_home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Spese")
        sheet.write_row(0, 0, EXPENSES)
        sheet.write_row(1, 0, ["01/04/2012", "Personale"])
        sheet.write_formula(1, 2, "=500+500", value=1000)

    landing_home.land_one("a.xlsx", workbook(fill))
    assert landing_home.data("expenses", "incurred_eur") == [("1000",)]


def test_a_reader_that_asks_for_too_much_refuses_its_own_file(landing_home: LandingHome) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Imprese")
    for row in range(5_000):
        sheet.write(row, 0, f"Ragione sociale {row} " * 50)
    out = io.BytesIO()
    book.save(out)
    landing_home.put("a.xls", out.getvalue())
    landing_home.put("b.csv", text(FIRMS, OTHER))
    receive_inbox(landing_home.root / "inbox", landing_home.archive)
    tight = Limits(reading_memory=16 * 1024**2)
    landed = land(landing_home.con, landing_home.archive, None, limits=tight)
    assert [one.status for one in landed] == ["refused", "landed"]
    assert "troppa memoria" in (landed[0].reason or "")
