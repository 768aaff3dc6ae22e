"""Header rows, row kinds, cell texts and file names."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cells import cell_text, number_text
from ingest.file_names import (
    is_declared_complete,
    is_ignored,
    name_objection,
    printable_name,
    stated_period,
)
from ingest.header_rows import find_header
from ingest.headings import load_headings
from ingest.row_kinds import mark_rows, row_kind

KNOWN = load_headings().knows


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["", None, "  "], "blank"),
        (["TOTALE", "", "12"], "total"),
        ([None, "Totale generale:", "1.234,50 €"], "total"),
        (["Tot.", "", "3,5"], "total"),
        (["Totale imprese", "", "123"], "total"),
        (["Subtotale", "10"], "total"),
        (["TOTALE", "", "12 imprese"], "total"),
        (["Totale Servizi Srl", "Lecco", "LC"], "data"),
        (["Totale Servizi Srl", "", ""], "data"),
        (["Totale Energie", "", "01234567890"], "data"),
        (["TOTALE", "Lecco", "LC"], "data"),
        (["Totaltex", "12", ""], "data"),
        (["Nota: dati provvisori", "", ""], "note"),
        (["", "Fonte: Camera di commercio", ""], "note"),
        (["* compresi i preesistenti", "", ""], "note"),
        (["Fonte:", "Registro imprese"], "note"),
        (["Nota Srl", "Lecco", "LC"], "data"),
        (["Rossi Srl", "", ""], "data"),
        (["", "", "", "1.150"], "total"),
        (["3", "", "", ""], "data"),
    ],
)
def test_row_kinds(cells: list[str | None], kind: str) -> None:
    assert row_kind(cells) == kind


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["Totale fornitore", "31/05/2012", "1.200,00", "Consulenze"], "total"),
        (["Totale mese di maggio", "31/05/2012", "1.200,00", "Consulenze"], "total"),
        (["Subtotale", "31/05/2012", "1.200,00", ""], "total"),
        (["Totale", "31/05/2012", "1.200,00", "Consulenze"], "total"),
        (["", "31/05/2012", "1.200,00", "Totale"], "total"),
        (["Total", "31/05/2012", "1.200,00", "Consulenze"], "data"),
        (["Totale Energie", "31/05/2012", "1.200,00", "Consulenze"], "data"),
        (["Totale Servizi Srl", "31/05/2012", "1.200,00", "Consulenze"], "data"),
        (["Rossi Srl", "31/05/2012", "1.200,00", "Consulenze", "Totale fattura"], "data"),
    ],
)
def test_a_total_of_something_is_one_whatever_stands_beside_it(cells: list[str], kind: str) -> None:
    assert row_kind(cells, (), [0]) == kind


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["gg/mm/aaaa", "(elenco)", "€", "€", "rag. sociale", "num./anno"], "note"),
        (["*", "*", "*", ""], "note"),
        (["testo", "testo", "data", "menu a tendina", "numero"], "note"),
        (["char(10)", "varchar(50)", "char(40)", "decimal(8, 2)"], "note"),
        (["codice della Camera", "come da visura", "data dell'incontro", "scegliere dall'elenco"], "note"),
        (["max 10 caratteri", "per esteso", "11 cifre", "come da ISTAT", "2 lettere"], "note"),
        (["A-1", "Sigla", "Testo", "Lecco"], "data"),
        (["Testo Srl", "testo", "sigla"], "data"),
        (["A-1", "01/05/2012", "testo", "n."], "data"),
        (["testo", "numero", "120"], "data"),
    ],
)
def test_hints_below_the_headings_are_no_data(cells: list[str], kind: str) -> None:
    kinds, _ = mark_rows([(0, cells)], 2, ["Uno", "Due"])
    assert kinds.get(0, "data") == kind


def test_a_repeated_header_is_a_note() -> None:
    assert row_kind(["Ragione Sociale", "COMUNE"], ["Ragione sociale", "Comune"]) == "note"
    assert row_kind(["Comune", "Comune"], ["Ragione sociale", "Comune"]) == "data"


def test_the_tail_of_a_table() -> None:
    rows = [
        (1, ("Rossi Srl", "")),
        (3, ("I dati sono ancora da verificare", "")),
        (4, ("", "")),
        (5, ("", "")),
    ]
    assert mark_rows(rows, 6, ["Ragione sociale", "Comune"]) == ({3: "note"}, 4)


@pytest.mark.parametrize(
    ("rows", "index", "first"),
    [
        ([["Elenco imprese"], [], ["Ragione sociale", "Comune"], ["Rossi", "Lecco"]], 2, "Ragione sociale"),
        ([["Ragione\nsociale", "Comune\r\nsede"], ["Rossi", "Lecco"]], 0, "Ragione sociale"),
        ([["Ragione", "", "Data"], ["sociale", "Comune", "contatto"], ["A", "B", "C"]], 1, "Ragione sociale"),
        (
            [["Impresa", "", "Contatto", ""], ["Rag. Soc.", "Comune", "Data", "Tipo"], ["a", "b", "c", "d"]],
            1,
            None,
        ),
        ([["Codice", "Impresa"], ["Evento", "Comune"]], 0, "Codice"),
        ([["Preambolo", "2020-03-27"], ["Xyz", "Zyx", "Yzx"], ["1", "2", "3"]], 1, "Xyz"),
    ],
)
def test_header_rows(rows: list[list[str]], index: int, first: str | None) -> None:
    header = find_header(rows, KNOWN)
    assert header is not None
    assert header.index == index
    assert first is None or header.headings[0] == first


def test_no_header_among_numbers() -> None:
    assert find_header([["1", "2"], ["3", "4"]], KNOWN) is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("0123 ", "0123 "),
        (4020.0, "4020"),
        (1.5, "1.5"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (True, "true"),
        (date(2012, 3, 4), "2012-03-04"),
        (datetime.fromisoformat("2012-03-04"), "2012-03-04"),
        (datetime.fromisoformat("2012-03-04 05:06"), "2012-03-04 05:06:00"),
        (time(2, 30), "02:30:00"),
        (timedelta(hours=26, minutes=30), "26:30:00"),
    ],
)
def test_cells_become_text(cell: str | float | date | time | timedelta, text: str) -> None:
    assert cell_text(cell) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_exact(number: float) -> None:
    text = number_text(number)
    assert float(text) == number
    assert "e" not in text


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("contatti 2013-05.csv", (date(2013, 5, 1), date(2013, 5, 31))),
        ("spese_2012-S2 completo.xlsx", (date(2012, 7, 1), date(2012, 12, 31))),
        ("2013-T1.csv", (date(2013, 1, 1), date(2013, 3, 31))),
        ("anno 2012/elenco.csv", (None, None)),
        ("reti 2012.csv", (date(2012, 1, 1), date(2012, 12, 31))),
        ("export 2019-05-03.csv", (None, None)),
        ("da 2012-11 a 2013-02.csv", (date(2012, 11, 1), date(2013, 2, 28))),
        ("elenco 20130503.csv", (None, None)),
    ],
)
def test_period_in_a_name(name: str, period: tuple[date | None, date | None]) -> None:
    assert stated_period(name) == period


def test_words_in_a_name() -> None:
    assert is_declared_complete("Elenco COMPLETO 2013.xlsx")
    assert is_declared_complete("lista_completa.csv")
    assert not is_declared_complete("incompleto.csv")
    assert not is_declared_complete("completo/elenco.csv")
    assert all(map(is_ignored, [".x.csv", "~$x.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store", "x.csv.part"]))
    assert not is_ignored("x.csv")


@pytest.mark.parametrize(
    "name", ["=cmd()|' /C calc'!A0.csv", "@x.csv", "a\nb.csv", "..\\..\\x.csv", "a\udcff.csv"]
)
def test_hostile_names_are_refused_on_one_printable_line(name: str) -> None:
    assert name_objection(name)
    assert printable_name(name).isprintable()


def test_usual_names_are_fine() -> None:
    assert [name_objection(name) for name in ("à - (1) elenco.csv", "-1.csv", "sotto/x.csv")] == [None] * 3
