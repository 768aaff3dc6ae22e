"""Files as partners send them: what is read, what is refused and why, and what is told of the rest."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from landing_home import LandingHome
from one_table import as_biff5, as_xlsb, cell, record

from ingest.file_names import is_declared_complete
from ingest.landing import land
from ingest.limits import Limits
from ingest.receiving import receive_inbox

FIRMS = ["Codice impresa", "Ragione sociale", "Partita IVA", "Comune", "Provincia"]
FIRM = ["A-1", "Prova Uno Srl", "01234567897", "Lecco", "LC"]
OTHER = ["A-2", "Prova Due Srl", "09876543217", "Como", "CO"]
CONTACTS = ["Codice impresa", "Data contatto", "Tipo contatto", "Ore"]
EXPENSES = ["Data spesa", "Categoria", "Importo sostenuto", "Fornitore", "N. documento"]


@pytest.fixture
def home(tmp_path: Path) -> LandingHome:
    return LandingHome(tmp_path)


def text(*rows: list[str], separator: str = ";") -> str:
    return "".join(separator.join(row) + "\n" for row in rows)


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


def sheets(*tables: tuple[str, list[list[object]]]) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name, rows in tables:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    return workbook(fill)


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
    home: LandingHome, name: str, data: bytes | str, said: str
) -> None:
    landed = home.land_one(name, data)
    assert landed.status == "refused"
    assert said in (landed.reason or "")


def test_a_zip_that_is_no_workbook_names_what_is_in_it(home: LandingHome) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("imprese.csv", text(FIRMS, FIRM))
    assert "contiene «imprese.csv»" in (home.land_one("a.csv", out.getvalue()).reason or "")


@pytest.mark.parametrize("is_dummy", [False, True])
def test_formulas_that_nobody_calculated_are_no_figures(home: LandingHome, is_dummy: bool) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Spese")
        sheet.write_row(0, 0, EXPENSES)
        sheet.write_row(1, 0, ["01/04/2012", "Personale"])
        sheet.write_formula(1, 2, "=500+500", value=0 if is_dummy else "")

    landed = home.land_one("a.xlsx", workbook(fill))
    assert "la cella C2 ha una formula mai calcolata" in (landed.reason or "")


def test_a_formula_with_its_result_is_read(home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Spese")
        sheet.write_row(0, 0, EXPENSES)
        sheet.write_row(1, 0, ["01/04/2012", "Personale"])
        sheet.write_formula(1, 2, "=500+500", value=1000)

    home.land_one("a.xlsx", workbook(fill))
    assert home.data("expenses", "incurred_eur") == [("1000",)]


TOLD = {
    "a sheet that carries nothing": (
        "a.xlsx",
        sheets(
            ("Imprese", [FIRMS, FIRM]),
            ("Contatti", [["Codice impresa", "Quando", "Come"], ["A-1", "01/05/2012", "visita"]]),
        ),
        "letto 1 foglio su 2; non letto «Contatti» (1 riga): manca la data del contatto",
        True,
    ),
    "a column that may be wanted": (
        "a.csv",
        text([*FIRMS, "Nr dip."], [*FIRM, "12"]),
        "colonne non usate: «Nr dip.» (forse Dipendenti)",
        True,
    ),
    "a column known by its values": (
        "a.csv",
        text(["Ragione sociale", "Comune", "Registro"], ["Prova Srl", "Lecco", "01234567897"]),
        "«Registro» (forse Partita IVA)",
        True,
    ),
    "a column that nobody wants": ("a.csv", text([*FIRMS, "Umore"], [*FIRM, "buono"]), "«Umore»", False),
    "members in columns": (
        "a.csv",
        text(["Nome rete", "Impresa 1", "Impresa 2"], ["Rete Prova", "Uno Srl", "Due Srl"]),
        "«Impresa 1», «Impresa 2» non lette",
        True,
    ),
    "a day above a list": (
        "a.csv",
        text(["Seminario"], ["Data:", "12/03/2012"], [], FIRMS, FIRM),
        "«Data: 12/03/2012» sta sopra la tabella",
        True,
    ),
    "two days of a service": (
        "a.csv",
        text(
            ["Ragione sociale", "Comune", "Data inizio", "Data fine", "Tipo servizio"],
            ["Prova Srl", "Lecco", "01/03/2012", "30/03/2012", "Ricerca di partner"],
        ),
        "manca la data del servizio, forse «Data inizio», «Data fine»",
        True,
    ),
    "several firms in one cell": (
        "a.csv",
        text(FIRMS, ["A-1", "Uno Srl / Due Spa", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "firms in a row in one cell": (
        "a.csv",
        text(FIRMS, ["A-1", "Uno Srl, Due Spa", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "letters that a program lost": (
        "a.csv",
        text(FIRMS, ["A-1", "Societ? Per? Srl", *FIRM[2:]], OTHER),
        "1 nome con «?» al posto di una lettera",
        True,
    ),
    "visits by month": (
        "a.csv",
        text([*FIRMS, "Gennaio 2012", "Febbraio 2012", "Marzo 2012"], [*FIRM, "1", "2", "1"]),
        "i mesi stanno in colonna («Gennaio 2012»",
        True,
    ),
    "members below their network": (
        "a.csv",
        text(
            ["Nome rete", "Ragione sociale", "Comune"],
            ["Rete Prova", "Uno Srl", "Lecco"],
            ["", "Due Srl", "Como"],
        ),
        "1 aderente senza rete sotto «Nome rete»: letti con la rete della riga sopra",
        False,
    ),
    "a separator within a text": (
        "a.csv",
        text(FIRMS, ["A-1", "Prova, Uno Srl", *FIRM[2:]], OTHER, OTHER, separator=","),
        "1 riga con più celle che intestazioni (riga 2)",
        True,
    ),
    "amounts that may be thousands": (
        "a.csv",
        text(EXPENSES, ["01/05/2012", "Personale", "12,345", "F", "1"]),
        "«12,345» letto con la virgola dei decimali",
        True,
    ),
    "an error of LibreOffice": ("a.csv", text(FIRMS, ["Err:508", *FIRM[1:]]), "A2 Err:508", True),
    "firms with a dash between them": (
        "a.csv",
        text(FIRMS, ["A-1", "Uno Meccanica Srl - Due Spa", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "a visit that a note undoes": (
        "a.csv",
        text([*CONTACTS, "Note"], ["A-1", "01/05/2012", "visita", "1", "ANNULLATA per neve"]),
        "colonna «Note» non letta: «ANNULLATA per neve» (1 riga) conta come avvenuto",
        True,
    ),
    "who enrolled": (
        "a.csv",
        text(
            ["Codice evento", "Data evento", "Ragione sociale", "Comune", "Iscritto"],
            ["E1", "01/05/2012", "Uno Srl", "Lecco", "X"],
        ),
        "chi è iscritto conta come presente",
        True,
    ),
    "amounts in thousands": (
        "a.csv",
        text([*EXPENSES[:2], "Importo sostenuto (migliaia di euro)"], ["01/05/2012", "Personale", "1,5"]),
        "«Importo sostenuto (migliaia di euro)» letta in migliaia di euro",
        False,
    ),
    "amounts in millions": (
        "a.csv",
        text([*FIRMS, "Fatturato 2011 (Mln €)"], [*FIRM, "1,5"]),
        "«Fatturato 2011 (Mln €)» letta in milioni di euro",
        False,
    ),
    "parts of persons": (
        "a.csv",
        text([*FIRMS, "Addetti"], [*FIRM, "12,5"], [*OTHER, "7"]),
        "colonna «Addetti»: «12,5» letto 12, si contano persone intere",
        False,
    ),
    "an error of Excel": ("a.csv", text(FIRMS, ["#N/D", *FIRM[1:]]), "A2 #N/D", True),
}


MEMBERS = {
    "each network named once, left of its members": (
        ["Nome rete", "Ragione sociale", "Comune"],
        ["R1", "R1", "R2"],
    ),
    "a list of firms, a few of which are in a network": (
        ["Ragione sociale", "Comune", "Nome rete"],
        ["R1", None, "R2"],
    ),
}


@pytest.mark.parametrize(("headings", "networks"), MEMBERS.values(), ids=MEMBERS)
def test_a_member_without_network_is_of_the_one_above_only_where_nobody_would_read_otherwise(
    home: LandingHome, headings: list[str], networks: list[str | None]
) -> None:
    rows = [("R1", "Uno Srl", "Lecco"), ("", "Due Srl", "Como"), ("R2", "Tre Srl", "Como")]
    order = ["Nome rete", "Ragione sociale", "Comune"]
    home.land_one("a.csv", text(headings, *([row[order.index(one)] for one in headings] for row in rows)))
    assert home.data("network_members", "network_name") == [(network,) for network in networks]


PRESENCES = ["Data evento", "Codice evento", "Titolo evento", "Ragione sociale", "Comune"]
VISITS = ["Data contatto", "Tipo contatto", "Ragione sociale", "Comune"]
DAYS = {
    "all of the event on the first row": (
        [PRESENCES, ["14/05/2012", "E1", "Reti", "Uno Srl", "Lecco"], ["", "", "", "Due Srl", "Como"]],
        ["14/05/2012"] * 2,
    ),
    "two events, the code on each row": (
        [
            PRESENCES,
            ["14/05/2012", "E1", "Reti", "Uno Srl", "Lecco"],
            ["", "E1", "Reti", "Due Srl", "Como"],
            ["15/05/2012", "E2", "Credito", "Uno Srl", "Lecco"],
            ["", "E2", "Credito", "Due Srl", "Como"],
        ],
        ["14/05/2012"] * 2 + ["15/05/2012"] * 2,
    ),
    "events without a code": (
        [VISITS, ["16/05/2012", "Seminario", "Uno Srl", "Lecco"], ["", "", "Due Srl", "Como"]],
        ["16/05/2012"] * 2,
    ),
    "visits, one without its day": (
        [VISITS, ["16/05/2012", "Visita", "Uno Srl", "Lecco"], ["", "Visita", "Due Srl", "Como"]],
        ["16/05/2012", None],
    ),
    "presences, one without its day": (
        [PRESENCES, *[[f"{day}/05/2012", f"E{day}", "Reti", "Uno Srl", "Lecco"] for day in (11, 12, 13)],
         ["", "E13", "Reti", "Due Srl", "Como"]],
        ["11/05/2012", "12/05/2012", "13/05/2012", None],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "days"), DAYS.values(), ids=DAYS)
def test_a_presence_without_day_is_of_the_day_above_where_that_is_a_heading(
    home: LandingHome, rows: list[list[str]], days: list[str | None]
) -> None:
    landed = home.land_one("a.csv", text(*rows))
    assert home.data("contacts", "contact_date") == [(day,) for day in days]
    assert ("letta con la data" in (landed.told or "") or "lette con la data" in (landed.told or "")) == (
        None not in days
    )


def test_amounts_of_a_heading_in_thousands_or_millions_are_so(home: LandingHome) -> None:
    amounts = {"1,5": "1500.00", "1.250": "1250000.00", "€ 2": "2000.00", "circa 3": "circa 3 migliaia"}
    heading = [*EXPENSES[:2], "Importo sostenuto (k€)"]
    home.land_one("a.csv", text(heading, *(["01/05/2012", "Personale", amount] for amount in amounts)))
    home.land_one("b.csv", text([*FIRMS, "Fatturato (milioni di euro)"], [*FIRM, "1,5"]))
    assert home.data("expenses", "incurred_eur") == [(amount,) for amount in amounts.values()]
    assert home.data("firms", "turnover_eur") == [("1500000.00",)]


@pytest.mark.parametrize("separator", [";", ","])
def test_letters_written_as_entities_of_a_page_are_letters(home: LandingHome, separator: str) -> None:
    names = ["Caff&egrave; Citt&agrave; Srl", "R&amp;S Srl", "Dell&#39;Orto Srl"]
    rows = [["1", name, "", "Cant&ugrave;", "CO"] for name in names]
    landed = home.land_one("a.csv", text(FIRMS, *rows, separator=separator))
    found = ["Caffè Città Srl", "R&S Srl", "Dell'Orto Srl"]
    assert home.data("firms", "company_name", "municipality") == [(name, "Cantù") for name in found]
    assert "pagina web" in (landed.told or "")


def test_a_workbook_of_excel_5_is_read(home: LandingHome) -> None:
    assert home.land_one("a.xls", as_biff5([FIRMS, ["A-1", "Perché Srl", *FIRM[2:]]])).reason is None
    assert home.data("firms", "company_name") == [("Perché Srl",)]


def test_a_narrow_table_above_a_wide_one_is_read_too(home: LandingHome) -> None:
    wide = ["Codice contatto", "Ragione sociale", "Comune", "Data contatto", "Tipo contatto", "Ore", "Esito"]
    above = [["Ragione sociale", "Comune"], ["Uno Srl", "Lecco"], ["Due Srl", "Como"], []]
    below = [wide, ["1", "Uno Srl", "Lecco", "01/03/2012", "visita", "1", "svolta"], []]
    home.land_one("a.csv", text(*above, *below, EXPENSES, ["10/05/2012", "Personale", "100", "F srl", "1"]))
    assert [name for (name,) in home.data("firms", "company_name")][:2] == ["Uno Srl", "Due Srl"]
    assert home.data("contacts", "contact_date") == [("01/03/2012",)]
    assert home.data("expenses", "incurred_eur") == [("100",)]


def test_a_bare_code_means_what_the_codes_below_it_are(home: LandingHome) -> None:
    members = [["Codice rete", "Codice", "Ruolo"], ["R1", "A-1", "capofila"], ["R1", "A-2", "aderente"]]
    networks = [["Codice rete", "Nome rete"], ["R1", "Rete Prova"]]
    home.land_one(
        "a.xlsx", sheets(("Imprese", [FIRMS, FIRM, OTHER]), ("Reti", networks), ("Aderenti", members))
    )
    assert home.data("network_members", "network_code", "partner_firm_code") == [("R1", "A-1"), ("R1", "A-2")]


@pytest.mark.parametrize(("name", "data", "told", "is_loss"), TOLD.values(), ids=TOLD)
def test_what_is_not_read_is_told_in_one_line(
    home: LandingHome, name: str, data: bytes | str, told: str, is_loss: bool
) -> None:
    landed = home.land_one(name, data)
    assert landed.status == "landed", landed.reason
    assert told in (landed.told or "")
    assert landed.has_loss == is_loss
    assert home.con.execute("select told, has_loss from raw.deliveries").fetchone() == (landed.told, is_loss)


@pytest.mark.parametrize(
    "name",
    [
        "Uno Srl (già Due Spa)",
        "Uno Srl e C.",
        "Ricerca e Sviluppo Srl",
        "A/B Srl",
        "Uno Srl - società unipersonale",
        "Uno Meccanica Srl - Uno Srl",
        "Energia Cooperazione - Società coope",
    ],
)
def test_one_firm_with_a_long_name_is_one(home: LandingHome, name: str) -> None:
    home.land_one("a.csv", text(FIRMS, ["A-1", name, *FIRM[2:]]))
    assert home.data("firms", "company_name") == [(name,)]


def test_a_hidden_sheet_is_not_read_and_hidden_rows_are(home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Oggi")
        for number, row in enumerate((FIRMS, FIRM, OTHER)):
            sheet.write_row(number, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        old = book.add_worksheet("Vecchio")
        old.write_row(0, 0, FIRMS)
        old.write_row(1, 0, ["A-1", "Altro nome Srl", *FIRM[2:]])
        old.hide()

    landed = home.land_one("a.xlsx", workbook(fill))
    assert home.data("firms", "company_name") == [("Prova Uno Srl",), ("Prova Due Srl",)]
    assert "foglio nascosto «Vecchio» non letto (1 riga)" in (landed.told or "")
    assert "1 riga nascosta da un filtro, letta" in (landed.told or "")
    assert not landed.has_loss


def test_errors_of_a_workbook_stand_as_such(home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Contatti")
        sheet.write_row(0, 0, CONTACTS)
        sheet.write_row(1, 0, ["A-1", "01/05/2012", "visita"])
        sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")

    landed = home.land_one("a.xlsx", workbook(fill))
    assert home.data("contacts", "hours") == [("#DIV/0!",)]
    assert "D2 #DIV/0!" in (landed.told or "")
    found = home.con.execute("select row_number, field, value from raw.notes where note_kind = 'cell_error'")
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


def test_errors_and_hidden_rows_of_an_old_workbook_are_told(home: LandingHome) -> None:
    landed = home.land_one("a.xls", old_workbook("#N/D", is_row_hidden=True))
    assert home.data("contacts", "hours") == [("#N/D",), (None,)]
    assert "D2 #N/D" in (landed.told or "")
    assert "1 riga nascosta da un filtro, letta" in (landed.told or "")


def test_formulas_that_nobody_calculated_are_no_figures_in_an_old_workbook(home: LandingHome) -> None:
    landed = home.land_one("a.xls", old_workbook("1+1"))
    assert "la cella D2 ha una formula mai calcolata" in (landed.reason or "")


BINARY = {
    "an error": (record(3, cell(3) + b"\x2a"), "D2 #N/D"),
    "an error of a formula": (record(11, cell(3) + b"\x07" + bytes(8)), "D2 #DIV/0!"),
    "a hidden row": (b"", "1 riga nascosta da un filtro, letta"),
}


@pytest.mark.parametrize(("extra", "told"), BINARY.values(), ids=BINARY)
def test_errors_and_hidden_rows_of_a_binary_workbook_are_told(
    home: LandingHome, extra: bytes, told: str
) -> None:
    rows = [CONTACTS, ["A-1", "01/05/2012", "visita"]]
    landed = home.land_one("a.xlsb", as_xlsb(rows, after={1: extra}, hidden=() if extra else (1,)))
    assert told in (landed.told or ""), landed.reason


def test_formulas_that_nobody_calculated_are_no_figures_in_a_binary_workbook(home: LandingHome) -> None:
    rows = [CONTACTS, ["A-1", "01/05/2012", "visita"]]
    formula = record(9, cell(3) + bytes(8) + bytes(8))
    landed = home.land_one("a.xlsb", as_xlsb(rows, after={1: formula}, is_to_calculate=True))
    assert "la cella D2 ha una formula mai calcolata" in (landed.reason or "")


def test_a_cell_merged_over_rows_stands_in_each_but_an_amount_only_once(home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Contatti")
        sheet.write_row(0, 0, CONTACTS)
        sheet.merge_range(1, 0, 2, 0, "A-1")
        sheet.merge_range(1, 3, 2, 3, 4)
        for row in (1, 2):
            sheet.write_row(row, 1, [f"0{row}/05/2012", "visita"])

    home.land_one("a.xlsx", workbook(fill))
    assert home.data("contacts", "partner_firm_code", "hours") == [("A-1", "4"), ("A-1", None)]


def test_an_empty_coloured_cell_far_away_is_nothing(home: LandingHome) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Imprese")
        sheet.write_row(0, 0, FIRMS)
        sheet.write_row(1, 0, FIRM)
        sheet.write_blank(1, 16_383, None, book.add_format({"bg_color": "red"}))
        sheet.write_blank(1_048_575, 60, None, book.add_format({"border": 1}))

    assert home.land_one("a.xlsx", workbook(fill)).reason is None


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_tables_below_and_beside_each_other_land_both(home: LandingHome, form: str) -> None:
    below = [FIRMS, FIRM, [], ["CONTATTI"], CONTACTS, ["A-1", "01/05/2012", "visita", "2"]]
    beside = [[*FIRMS, "", *FIRMS], [*FIRM, "", *OTHER]]
    for name, rows in (("below", below), ("beside", beside)):
        data = sheets(("Foglio1", [list(row) for row in rows])) if form == "xlsx" else text(*rows)
        home.put(f"{name}.{form}", data)
    assert [one.status for one in home.land()] == ["landed", "landed"]
    assert home.data("contacts", "partner_firm_code", "contact_date") == [("A-1", "01/05/2012")]
    assert sorted(home.data("firms", "partner_firm_code")) == [("A-1",), ("A-1",), ("A-2",)]
    assert home.rows("contacts", "hours")[0][0] == 6


NO_DATA = {
    "carried over": ";A riportare;1.500,00;;",
    "a sum alone": ";;1.750,00;;",
    "a mean": "Media;;583,33;;",
    "a balance": "Saldo al 30/06/2012;;1.750,00;;",
    "place and day": "Lecco, 30 giugno 2012;;;;",
    "who signs": "Il Direttore;;;;",
    "a signature": "(firma);;;;",
    "a page": "Pag. 2;;;;",
    "a total with its day": "30/06/2012;Totale;1.750,00;;",
    "a grand total": "Gran totale;;1.750,00;;",
    "a total in short": "TOT. giugno;;1.750,00;;",
}


@pytest.mark.parametrize("line", NO_DATA.values(), ids=NO_DATA)
def test_sums_and_signatures_are_no_expenses(home: LandingHome, line: str) -> None:
    spent = "02/05/2012;Personale;1.000,00;Forn;1\n"
    home.land_one("a.csv", text(EXPENSES) + spent + line + "\n" + spent)
    assert len(home.data("expenses", "incurred_eur")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Es.: A001;Rossi Mario Srl;01234567897;Milano;MI",
        "A001;Rossi Mario Srl (ESEMPIO);01234567897;Milano;MI",
        "obbligatorio;obbligatorio;11 cifre;obbligatorio;sigla",
        "(interno);;;;sigla",
    ],
)
def test_examples_and_hints_are_no_firms(home: LandingHome, line: str) -> None:
    home.land_one("a.csv", text(FIRMS) + line + "\n" + text(FIRM))
    assert home.data("firms", "company_name") == [("Prova Uno Srl",)]


HEADINGS = ("1) Ragione sociale*", "Comune (sede legale)", "N.ro P.IVA/VAT", "Prov. [sigla]")


def test_headings_with_numbers_hints_and_second_names_are_read(home: LandingHome) -> None:
    home.land_one("a.csv", text(list(HEADINGS), ["Prova Srl", "Lecco", "01234567897", "LC"]))
    assert home.data("firms", "company_name", "municipality", "partita_iva", "province") == [
        ("Prova Srl", "Lecco", "01234567897", "LC")
    ]


def test_a_vague_heading_means_what_the_partners_lists_show(home: LandingHome) -> None:
    home.put("a.csv", text(["Codice", "Ragione sociale", "Comune"], ["A-1", "Prova Srl", "Lecco"]))
    home.put(
        "b.csv",
        text(["Codice rete", "Codice", "Ruolo", "Data adesione"], ["R1", "A-1", "capofila", "01/02/2012"]),
    )
    home.put("b.csv", text(["Codice rete", "Codice", "Data adesione"], ["R1", "A-1", "01/02/2012"]), "como")
    assert [one.status for one in home.land()] == ["refused", "landed", "landed"]
    assert home.data("network_members", "network_code", "partner_firm_code") == [("R1", "A-1")]


NAMES = "Società Nicolò & Perché Srl;Cantù\n"
ENCODED = {
    "Mac Roman": ("Ragione sociale;Comune\n" + NAMES * 3).encode("mac_roman"),
    "DOS 850": ("Ragione sociale;Comune\n" + NAMES * 3).encode("cp850"),
    "Windows": ("Ragione sociale;Comune\n" + NAMES * 3).encode("cp1252"),
    "mixed": ("Ragione sociale;Comune\n" + NAMES * 2).encode() + NAMES.encode("cp1252"),
}


@pytest.mark.parametrize(
    "data", [ENCODED[name] for name in ENCODED if name != "twice"], ids=[n for n in ENCODED if n != "twice"]
)
def test_names_are_read_in_the_encodings_that_offices_write(home: LandingHome, data: bytes) -> None:
    home.land_one("a.csv", data)
    assert (
        home.data("firms", "company_name", "municipality") == [("Società Nicolò & Perché Srl", "Cantù")] * 3
    )


def test_text_that_was_encoded_twice_is_decoded_twice(home: LandingHome) -> None:
    twice = ("Ragione sociale;Comune\n" + NAMES).encode().decode("latin-1").encode()
    landed = home.land_one("a.csv", twice)
    assert home.data("firms", "company_name", "municipality") == [("Società Nicolò & Perché Srl", "Cantù")]
    assert "codificato due volte" in (landed.told or "")


@pytest.mark.parametrize("way", ["page", "page with a mark", "archive"])
def test_tables_of_web_pages_are_read(home: LandingHome, way: str) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (FIRMS, FIRM))
    page = f"<html><body><table border=1>{rows}</table></body></html>"
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: text/html\n\n'
    )
    data = {"page": page, "page with a mark": "\ufeff" + page, "archive": f"{head}{page}\n--B--\n"}[way]
    home.land_one("a.xls", data)
    assert home.data("firms", "company_name") == [("Prova Uno Srl",)]


def test_a_cell_of_a_page_that_goes_over_rows_stands_in_each(home: LandingHome) -> None:
    page = (
        "<table><tr><th>Ragione sociale<th>Comune<th>Data contatto<th>Tipo contatto</tr>"
        "<tr><td rowspan=2>Prova Uno Srl<td rowspan=2>Lecco<td>03/05/2012<td>visita</tr>"
        "<tr><td>04/05/2012<td>incontro</tr><tr><td>Prova Due Srl<td>Como<td>05/05/2012<td>visita</table>"
    )
    home.land_one("a.xls", page)
    assert home.data("contacts", "company_name", "municipality", "contact_date") == [
        ("Prova Uno Srl", "Lecco", "03/05/2012"),
        ("Prova Uno Srl", "Lecco", "04/05/2012"),
        ("Prova Due Srl", "Como", "05/05/2012"),
    ]


def test_headings_once_more_in_another_language_are_no_second_table(home: LandingHome) -> None:
    data = text(
        ["Data servizio", "Tipo servizio", "Codice impresa", "Comune", "Ore", "Valore"],
        ["Date", "Kind", "Code", "City", "Hours", "Value"],
        ["10/04/2012", "scouting", "A1", "Milano", "2", "100"],
    )
    home.land_one("a.csv", data)
    assert home.data("services", "service_date", "partner_firm_code", "hours") == [("10/04/2012", "A1", "2")]


@pytest.mark.parametrize(
    ("hours", "is_told"),
    [(("2,30", "1,00"), True), (("1.15",), True), (("2,30", "1,75"), False), (("2,5", "1,50"), False)],
)
def test_hours_that_may_be_hours_and_minutes_are_told(
    home: LandingHome, hours: tuple[str, ...], is_told: bool
) -> None:
    rows = [["10/04/2012", "scouting", "A1", "Milano", one] for one in hours]
    landed = home.land_one(
        "a.csv", text(["Data servizio", "Tipo servizio", "Codice impresa", "Comune", "Ore"], *rows)
    )
    assert ("se sono ore e minuti" in (landed.told or "")) == is_told
    assert home.data("services", "hours") == [(one,) for one in hours]


def test_telephones_are_no_identifiers_but_numbers_without_their_zeros_are(home: LandingHome) -> None:
    headings = ["Ragione sociale", "Comune", "P.IVA"]
    telephones = ("02 12345678", "0341/223344", "+39 347 1234567", "3471234568", "")
    landed = home.land_one(
        "a.csv", text(headings, *([f"Prova {tel} Srl", "Lecco", tel] for tel in telephones))
    )
    assert "numeri di telefono" in (landed.told or "")
    assert home.data("firms", "partita_iva") == [(None,)] * len(telephones)
    numbers = ("0000000109", "3200970162", "743110157")
    landed = home.land_one("b.csv", text(headings, *([f"Prova {one} Srl", "Lecco", one] for one in numbers)))
    assert "numeri di telefono" not in (landed.told or "")
    assert home.data("firms", "partita_iva")[len(telephones) :] == [(one,) for one in numbers]


def test_a_decimal_point_holds_for_the_whole_column(home: LandingHome) -> None:
    rows = [["01/05/2012", "Personale", amount, "F", "1"] for amount in ("12.5", "1.250", "3,250")]
    home.land_one("a.csv", text(EXPENSES, *rows))
    assert home.data("expenses", "incurred_eur") == [("12.5",), ("1.2500",), ("3250",)]


def test_a_sector_that_became_a_day_is_a_sector_again(home: LandingHome) -> None:
    landed = home.land_one("a.csv", text([*FIRMS, "Codice ATECO"], [*FIRM, "2013-11-25"], [*OTHER, "25-nov"]))
    assert home.data("firms", "codice_ateco") == [("25.11",), ("25.11",)]
    assert "2 codici ATECO diventati date" in (landed.told or "")


@pytest.mark.parametrize(
    ("name", "is_complete"),
    [
        ("elenco_completo.csv", True),
        ("Imprese completa 2012.xlsx", True),
        ("modulo_non_completo.csv", False),
        ("quasi-completo.csv", False),
        ("elenco_non_ancora_completo.csv", False),
        ("incompleto.csv", False),
        ("completamento.csv", False),
    ],
)
def test_complete_is_what_says_just_that(name: str, is_complete: bool) -> None:
    assert is_declared_complete(name) == is_complete


def test_zeros_in_a_heading_of_an_old_xls_are_no_end_of_the_run(home: LandingHome) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Imprese")
    for number, row in enumerate(([*FIRMS[:4], "Provincia\0\0"], [*FIRM[:4], "LC\0"])):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = io.BytesIO()
    book.save(out)
    home.put("a.xls", out.getvalue())
    home.put("b.csv", text(FIRMS, OTHER))
    assert [one.status for one in home.land()] == ["landed", "landed"]
    assert home.data("firms", "company_name", "province") == [
        ("Prova Uno Srl", "LC"),
        ("Prova Due Srl", "CO"),
    ]


def test_a_reader_that_asks_for_too_much_refuses_its_own_file(home: LandingHome) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Imprese")
    for row in range(5_000):
        sheet.write(row, 0, f"Ragione sociale {row} " * 50)
    out = io.BytesIO()
    book.save(out)
    home.put("a.xls", out.getvalue())
    home.put("b.csv", text(FIRMS, OTHER))
    receive_inbox(home.root / "inbox", home.archive)
    tight = Limits(reading_memory=16 * 1024**2)
    landed = land(home.con, home.archive, None, limits=tight)
    assert [one.status for one in landed] == ["refused", "landed"]
    assert "troppa memoria" in (landed[0].reason or "")


def test_withdrawn_deliveries_are_not_read_and_come_back_when_they_are_not(home: LandingHome) -> None:
    first = home.land_one("a.csv", text(FIRMS, FIRM))
    withdrawn = {first.delivery.delivery_id}
    assert land(home.con, home.archive, None, withdrawn=withdrawn) == []
    assert home.data("firms", "company_name") == []
    assert len(land(home.con, home.archive, None)) == 1
    assert home.data("firms", "company_name") == [("Prova Uno Srl",)]


def test_a_file_that_somebody_is_writing_is_left_for_the_next_time(home: LandingHome) -> None:
    home.put("a.csv", text(FIRMS, FIRM))
    path = home.root / "inbox" / "lecco" / "a.csv"
    with path.open("a") as writing:
        assert home.land() == []
        writing.write(text(OTHER))
    assert path.exists()
    assert len(home.land()) == 1
    assert len(home.data("firms", "company_name")) == 2
    assert not path.exists()


def test_notes_go_with_their_delivery(home: LandingHome) -> None:
    home.land_one("a.csv", text([*FIRMS, "Umore"], [*FIRM, "buono"]))
    assert home.con.execute("select count(*) from raw.notes").fetchone() == (1,)
    for path in (home.root / "archive" / "deliveries").iterdir():
        path.unlink()
    assert land(home.con, home.archive, None) == []
    assert home.con.execute("select count(*) from raw.notes").fetchone() == (0,)
