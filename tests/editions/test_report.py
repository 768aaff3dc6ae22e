"""The three reports say the same, all that is sealed, and are the same bytes when made again."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pypdfium2
import pytest
from pal_home import ask_value
from reading_pdfs import pdf_text, plain

from editions.folder import MANIFEST, Edition
from editions.report import write_reports
from editions.report.book import Book, LongSheet, rows_as_xml
from editions.report.evidence_sheets import EVIDENCE_ROWS
from editions.report.figures import Figure, Report
from editions.report.sealed_figures import Sealed
from editions.report.summary import summary
from editions.sealed import open_edition
from editions.sealing.manifest import file_hash
from publication.reader import Publication
from storage.home import Home


def in_workbook(cell: Any) -> Any:
    """What a workbook's cell holds for a cell of the JSON."""
    if isinstance(cell, dict):
        return cell["text"] if cell["value"] is None else cell["value"]
    return cell or None


def same(rows: list[list[Any]], expected: list[list[Any]]) -> bool:
    """Whether a workbook's rows begin with these; a workbook keeps sixteen digits of a number."""
    return len(rows) == len(expected) and all(
        cell == told
        or (
            isinstance(told, float)
            and isinstance(cell, float | int)
            and cell == pytest.approx(told, rel=1e-14)
        )
        for row, line in zip(rows, expected, strict=True)
        for cell, told in zip(row, line, strict=False)
    )


def tables(edition: Edition) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of `report.json`, with its section's title."""
    report = json.loads((edition.folder / "report" / "report.json").read_text(encoding="utf-8"))
    for section in report["sections"]:
        for table in section["tables"]:
            yield section["title"], table


def test_the_summary_says_of_a_target_its_own_day_and_how_it_stands(first: Edition) -> None:
    """It said of the last target that it was reached, where the next one was."""
    judged = {"target": 250.0, "target_date": date(2012, 12, 31), "target_is_confirmed": True}
    with open_edition(first) as publication:
        sealed = Sealed(first, publication)
        sealed.figures["firms_reached", "total", None] |= judged | {"target_standing": "reached"}
        [sentence] = [one for one in summary(sealed).paragraphs if one.startswith("Imprese raggiunte: ")]
        day, last, _ = sealed.goals["firms_reached"][-1]
    assert day > date(2012, 12, 31)
    assert sentence.endswith(
        f"su un obiettivo di 250 al 31/12/2012: raggiunto; obiettivo finale di {last:.0f} al {day:%d/%m/%Y}."
    )


def test_the_workbook_has_the_figures_of_the_json_cell_by_cell(second: Edition) -> None:
    book = openpyxl.load_workbook(second.folder / "report" / "report.xlsx")
    sheets = [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]
    repeats = [
        [cell.value for cell in sheet[int(str(sheet.print_title_rows).rpartition("$")[2])]] for sheet in book
    ]
    compared = 0
    for title, table in tables(second):
        if not table["rows"]:
            continue
        assert title[:31] in book.sheetnames
        width = len(table["headings"])
        assert table["headings"] in [repeated[:width] for repeated in repeats], table["code"]
        expected = [[in_workbook(cell) for cell in row] for row in table["rows"]]
        found = [
            rows[place + 1 : place + 1 + len(expected)]
            for rows in sheets
            for place, row in enumerate(rows)
            if row[:width] == [heading or None for heading in table["headings"]]
        ]
        assert any(same(rows, expected) for rows in found), table["code"]
        compared += sum(len(row) for row in expected)
    assert compared > 1500


def test_the_pdf_has_every_figure_of_the_json(second: Edition) -> None:
    text = pdf_text(second.folder / "report" / "report.pdf")
    for _, table in tables(second):
        for row in table["rows"]:
            label = row[0] if isinstance(row[0], str) else row[0]["text"]
            figures = [cell["text"] for cell in row if isinstance(cell, dict)]
            if label and figures and not any(isinstance(cell, str) for cell in row[1:]):
                assert plain(label) + plain("".join(figures)) in text, (table["code"], label)
            else:
                assert all(plain(cell if isinstance(cell, str) else cell["text"]) in text for cell in row)


def test_figures_are_those_of_pal_kpi(sealed_home: Home, second: Edition) -> None:
    window = ("--since", "2012-07-01", "--until", "2012-12-31")
    [table] = [table for _, table in tables(second) if table["code"] == "indicatori"]
    with open_edition(second) as publication:
        codes = list(Sealed(second, publication).kpis)
    for code, row in zip(codes, table["rows"], strict=True):
        assert row[2]["value"] == pytest.approx(ask_value(sealed_home.root, code, *window)), code


def test_a_note_on_a_month_is_in_the_report_of_its_period_where_it_is_marked_so(
    first: Edition, second: Edition
) -> None:
    noted = [table["rows"] for _, table in tables(second) if table["code"] == "note_dei_mesi"]
    assert noted == [[["10/2012", "Imprese raggiunte", "Fiera d’ottobre a Lecco", "Anna"]]]
    assert "note_dei_mesi" not in {table["code"] for _, table in tables(first)}
    assert "Pontelungo" not in pdf_text(second.folder / "report" / "report.pdf")


def test_the_same_edition_gives_the_same_bytes(second: Edition, tmp_path: Path) -> None:
    manifest = file_hash(second.folder / MANIFEST)
    for name in write_reports(second, tmp_path / "again", manifest):
        assert (tmp_path / "again" / name).read_bytes() == (second.folder / "report" / name).read_bytes()


def test_waivers_checks_texts_and_the_hash_are_printed(second: Edition) -> None:
    text = pdf_text(second.folder / "report" / "report.pdf")
    manifest = file_hash(second.folder / MANIFEST)
    for said in ("Carla Neri", "nota <attesa>", "Incontri in tutte le province.", "Differenze dall’edizione"):
        assert plain(said) in text, said
    assert manifest[:32] in text
    assert manifest[32:] in text


def test_the_workbook_lists_the_evidence_or_names_the_file(second: Edition) -> None:
    book = openpyxl.load_workbook(second.folder / "report" / "evidence.xlsx")
    sheet = book["Imprese raggiunte"]
    with open_edition(second) as publication:
        [count] = publication.values(
            "select count(*) from kpi_evidence(code := 'firms_reached', since := date '2012-01-01', "
            "until := date '2012-12-31')"
        )
    assert sheet.max_row == 3 + count
    for name, heading in (("Imprese raggiunte", "Nome"), ("Elenco imprese raggiunte", "Impresa")):
        column = next(cell.column_letter for cell in book[name][3] if cell.value == heading)
        texts = [str(cell.value or "") for cell in book[name][column][3:]]
        seen = [one for one in texts if len(one) <= book[name].column_dimensions[column].width]
        assert len(seen) >= 0.9 * len(texts), "names are cut where the list is printed"
    assert "fct_kpi_evidence.parquet" in sheet["A2"].value
    assert EVIDENCE_ROWS == 50_000


def test_the_workbook_has_each_delivered_row_of_a_network_once_with_its_members(second: Edition) -> None:
    book = openpyxl.load_workbook(second.folder / "report" / "evidence.xlsx")
    for label in ("Reti costituite", "Reti rafforzate", "Reti attive", "Servizi erogati"):
        headings, *rows = book[label].iter_rows(min_row=3, values_only=True)
        listed = [dict(zip(headings, row, strict=True)) for row in rows]
        assert listed
        assert len({(row["Soggetto"], row["Record"]) for row in listed}) == len(listed)
        if label == "Reti costituite":
            assert any(" " in row["Provincia"] for row in listed)
            assert all("(" in row["Aderenti del giorno"] for row in listed)
        codes = {"??", "lecco", "como", "assolombarda", "monza_brianza", None}
        assert not codes & {row[heading] for row in listed for heading in ("Partner", "Provincia")}
        assert not [heading for heading in headings if all(row[heading] is None for row in listed)]


def test_no_command_is_named_to_who_reads_a_report(second: Edition) -> None:
    for name in ("report.pdf", "internal.pdf"):
        pages = [
            page.get_textpage().get_text_bounded()
            for page in pypdfium2.PdfDocument(second.folder / "report" / name)
        ]
        assert re.findall(r"\bpal\s+[a-z]+", "\n".join(pages)) == [], name


def test_figures_are_written_as_italians_do() -> None:
    assert Figure(1234.5, "€", 2).text == "1.234,50 €"
    assert Figure(0.0625, "%", 1).text == "6,3%"
    assert Figure(257.25, "", 1).text == "257,3"
    assert (Figure(None).text, Figure(-0.001, "", 1).text) == ("–", "0,0")
    assert Figure(0.5, "%", 1).excel_format == "#,##0.0%"


def test_long_lists_hold_any_text(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = Book(path, datetime(2013, 1, 1))  # noqa: DTZ001
    sheet = book.book.add_worksheet("x", worksheet_class=LongSheet)
    sheet.write_string(0, 0, "titolo")
    with duckdb.connect() as con:
        con.execute("create table meta as select 'a' as key, 'b' as value")
        query = """
            select 'a & <b> ' || chr(7) || 'è' as t, date '2012-02-29' as d, null::varchar as e, 12.5::double
                as n, repeat('x', 40000) as l
            """
        sheet.list_rows(rows_as_xml(Publication(path, con), query, 1, book.day, book.counted))
    book.book.close()
    read = openpyxl.load_workbook(path)["x"]
    told = [cell.value for cell in read[2]]
    assert told[:4] == ["a & <b>  è", datetime(2012, 2, 29), None, 12.5]  # noqa: DTZ001
    assert (len(told[4]), read["B2"].number_format) == (32_000, "dd/mm/yyyy")


def test_front_matter_contents_numbers_and_totals_are_there_and_internal_checks_are_not(
    second: Edition, report: Report
) -> None:
    sent, internal = (pdf_text(second.folder / "report" / name) for name in ("report.pdf", "internal.pdf"))
    for said in ("CUP", "da completare", "Indice", "Tabella 1", "Figura 1", "Periodo precedente", "capofila"):
        assert plain(said) in sent, said
    assert plain("Controlli prima della sigillatura") in internal
    assert plain("Controlli prima della sigillatura") not in sent
    assert "Derogato" in internal
    spending = next(section for section in report.sections if section.code == "spese")
    for table in spending.tables:
        for column in range(1, len(table.headings)):
            cells = [row[column] for row in table.rows]
            values = [cell.value or 0 for cell in cells if isinstance(cell, Figure) and cell.unit == "€"]
            assert not values or sum(values[:-1]) == pytest.approx(values[-1]), (table.code, column)
    incurred = next(table for table in spending.tables if table.code == "spese_partner").rows[-1][2]
    [indicators] = [one for section in report.sections for one in section.tables if one.code == "indicatori"]
    [told] = [row[2] for row in indicators.rows if row[0] == "Spese sostenute"]
    assert isinstance(incurred, Figure)
    assert isinstance(told, Figure)
    assert incurred.value == pytest.approx(told.value)
