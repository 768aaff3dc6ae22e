"""Workbooks old and new: errors, hidden rows and sheets, merged cells, formulas."""

import io

import pytest
import xlsxwriter
import xlwt
from as_sent import CONTACTS, FIRM, FIRMS, OTHER, text, workbook
from landing_home import LandingHome
from one_table import as_biff5, as_xlsb, cell, record


def test_a_workbook_of_excel_5_is_read(landing_home: LandingHome) -> None:
    assert landing_home.land_one("a.xls", as_biff5([FIRMS, ["A-1", "Perché Srl", *FIRM[2:]]])).reason is None
    assert landing_home.data("firms", "company_name") == [("Perché Srl",)]


def test_a_hidden_sheet_is_not_read_and_hidden_rows_are(landing_home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Oggi")
        for number, row in enumerate((FIRMS, FIRM, OTHER)):
            sheet.write_row(number, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        old = book.add_worksheet("Vecchio")
        old.write_row(0, 0, FIRMS)
        old.write_row(1, 0, ["A-1", "Altro nome Srl", *FIRM[2:]])
        old.hide()

    landed = landing_home.land_one("a.xlsx", workbook(fill))
    assert landing_home.data("firms", "company_name") == [("Prova Uno Srl",), ("Prova Due Srl",)]
    assert "foglio nascosto «Vecchio» non letto (1 riga)" in (landed.told or "")
    assert "1 riga nascosta da un filtro, letta" in (landed.told or "")
    assert not landed.has_loss


def test_errors_of_a_workbook_stand_as_such(landing_home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Contatti")
        sheet.write_row(0, 0, CONTACTS)
        sheet.write_row(1, 0, ["A-1", "01/05/2012", "visita"])
        sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")

    landed = landing_home.land_one("a.xlsx", workbook(fill))
    assert landing_home.data("contacts", "hours") == [("#DIV/0!",)]
    assert "D2 #DIV/0!" in (landed.told or "")
    found = landing_home.con.execute(
        "select row_number, field, value from raw.notes where note_kind = 'cell_error'"
    )
    assert found.fetchall() == [(2, "hours", "#DIV/0!")]


def old_workbook(formula: str, is_row_hidden: bool = False) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Contatti")
    for column, heading in enumerate(CONTACTS):
        sheet.write(0, column, heading)
    for row in (1, 2):
        for column, value in enumerate(["A-1", f"0{row}/05/2012", "visita"]):
            sheet.write(row, column, value)
    if formula == "#N/D":
        sheet.row(1).set_cell_error(3, 0x2A)
    elif formula:
        sheet.write(1, 3, xlwt.Formula(formula))
    sheet.row(2).hidden = is_row_hidden
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_struck_through_and_comments_are_told(landing_home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        struck = book.add_format({"font_strikeout": True})
        for name, comment in (("Contatti", "annullata"), ("Altri", "visto con il direttore")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Codice impresa", "Data contatto", "Tipo contatto"])
            sheet.write_row(1, 0, ["A-1", "01/05/2012", "visita"])
            sheet.write_row(2, 0, ["A-2", name, "visita"], struck if name == "Contatti" else None)
            sheet.write_blank(3, 0, None, struck)
            sheet.write_comment("B2", comment, {"author": "Anna"})

    landed = landing_home.land_one("a.xlsx", workbook(fill))
    assert "1 riga con celle barrate, letta (riga 3): se non valgono toglierle" in (landed.told or "")
    assert "1 commento non letto (B2)" in (landed.told or "")
    notes = landing_home.con.execute(
        "select sheet, note_kind, is_loss from raw.notes order by all"
    ).fetchall()
    assert notes == [
        ("Altri", "comments_unread", False),
        ("Contatti", "comments_unread", True),
        ("Contatti", "rows_struck", True),
    ]


def test_errors_and_hidden_rows_of_an_old_workbook_are_told(landing_home: LandingHome) -> None:
    landed = landing_home.land_one("a.xls", old_workbook("#N/D", is_row_hidden=True))
    assert landing_home.data("contacts", "hours") == [("#N/D",), (None,)]
    assert "D2 #N/D" in (landed.told or "")
    assert "1 riga nascosta da un filtro, letta" in (landed.told or "")


def test_formulas_that_nobody_calculated_are_no_figures_in_an_old_workbook(landing_home: LandingHome) -> None:
    landed = landing_home.land_one("a.xls", old_workbook("1+1"))
    assert "la cella D2 ha una formula mai calcolata" in (landed.reason or "")


BINARY = {
    "an error": (record(3, cell(3) + b"\x2a"), "D2 #N/D"),
    "an error of a formula": (record(11, cell(3) + b"\x07" + bytes(8)), "D2 #DIV/0!"),
    "a hidden row": (b"", "1 riga nascosta da un filtro, letta"),
}


@pytest.mark.parametrize(("extra", "told"), BINARY.values(), ids=BINARY)
def test_errors_and_hidden_rows_of_a_binary_workbook_are_told(
    landing_home: LandingHome, extra: bytes, told: str
) -> None:
    rows = [CONTACTS, ["A-1", "01/05/2012", "visita"]]
    landed = landing_home.land_one("a.xlsb", as_xlsb(rows, after={1: extra}, hidden=() if extra else (1,)))
    assert told in (landed.told or ""), landed.reason


def test_formulas_that_nobody_calculated_are_no_figures_in_a_binary_workbook(
    landing_home: LandingHome,
) -> None:
    rows = [CONTACTS, ["A-1", "01/05/2012", "visita"]]
    formula = record(9, cell(3) + bytes(8) + bytes(8))
    landed = landing_home.land_one("a.xlsb", as_xlsb(rows, after={1: formula}, is_to_calculate=True))
    assert "la cella D2 ha una formula mai calcolata" in (landed.reason or "")


def test_a_cell_merged_over_rows_stands_in_each_but_an_amount_only_once(landing_home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Contatti")
        sheet.write_row(0, 0, CONTACTS)
        sheet.merge_range(1, 0, 2, 0, "A-1")
        sheet.merge_range(1, 3, 2, 3, 4)
        for row in (1, 2):
            sheet.write_row(row, 1, [f"0{row}/05/2012", "visita"])

    landing_home.land_one("a.xlsx", workbook(fill))
    assert landing_home.data("contacts", "partner_firm_code", "hours") == [("A-1", "4"), ("A-1", None)]


def test_an_empty_coloured_cell_far_away_is_nothing(landing_home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Imprese")
        sheet.write_row(0, 0, FIRMS)
        sheet.write_row(1, 0, FIRM)
        sheet.write_blank(1, 16_383, None, book.add_format({"bg_color": "red"}))
        sheet.write_blank(1_048_575, 60, None, book.add_format({"border": 1}))

    assert landing_home.land_one("a.xlsx", workbook(fill)).reason is None


def test_zeros_in_a_heading_of_an_old_xls_are_no_end_of_the_run(landing_home: LandingHome) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Imprese")
    for number, row in enumerate(([*FIRMS[:4], "Provincia\0\0"], [*FIRM[:4], "LC\0"])):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = io.BytesIO()
    book.save(out)
    landing_home.put("a.xls", out.getvalue())
    landing_home.put("b.csv", text(FIRMS, OTHER))
    assert [one.status for one in landing_home.land()] == ["landed", "landed"]
    assert landing_home.data("firms", "company_name", "province") == [
        ("Prova Uno Srl", "LC"),
        ("Prova Due Srl", "CO"),
    ]
