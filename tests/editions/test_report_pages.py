"""The reports' pages: nothing in a margin or a neighbour, headings whole, a workbook that prints."""

import subprocess
import textwrap
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2
from reading_pdfs import pdf_text, plain

from editions.folder import Edition
from editions.report.as_pdf import write_pdf
from editions.report.as_workbook import write_workbook
from editions.report.figures import Figure, Report, Table


def test_long_names_empty_sections_and_300_networks_break_no_page(report: Report, tmp_path: Path) -> None:
    long_name = "RETE " + "PRECISIONMECCANICAINTEGRATALOMBARDA" * 8
    headings = ["Rete", "Forma", "Data", "Nel periodo", "Aderenti", "Province", "Partner", "Evidenza"]
    row = [
        long_name,
        "Rete-contratto",
        "01/02/2012",
        "sì",
        Figure(12),
        ", ".join(["MI"] * 30),
        "ACF",
        "Verificata",
    ]
    many = Table("reti", "Reti", headings, [list(row) for _ in range(300)])
    sections = [
        replace(section, tables=[replace(table, rows=[]) for table in section.tables])
        for section in report.sections
    ]
    [place] = [place for place, section in enumerate(sections) if section.code == "reti"]
    sections[place] = replace(sections[place], tables=[many])
    broken = replace(report, sections=sections, headlines=[])
    write_pdf(broken, [], tmp_path / "x.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "x.pdf")
    text = pdf_text(tmp_path / "x.pdf")
    assert plain(long_name) in text
    assert text.count(plain(long_name)) == 300
    for page in document:
        width, letters = page.get_width(), page.get_textpage()
        right = [letters.get_charbox(index)[2] for index in range(0, letters.count_chars(), 7)]
        assert max(right, default=0) < width - 40  # nothing in the margin of 18 mm


def test_a_list_of_a_dozen_networks_fills_the_page_before_it_and_no_word_reaches_into_the_next_column(
    report: Report, tmp_path: Path
) -> None:
    headings = [
        "Rete",
        "Forma e atto",
        "Data",
        "Aderenti",
        "Province",
        "Lavoro di PAL",
        "Partner",
        "Evidenza",
    ]
    act, work = (
        "Rete-contratto, firmata il 01/03/2012, repertorio 12011/6011",
        "aperta da un desk il 18/01/2012",
    )
    members = ", ".join(["MOBILIFICIO RADAELLI LARIANA S.R.L. (MN)"] * 5)
    name = "Rete SUBFORNITURA Lecchese 27"
    row = [name, act, "01/03/2012", members, "CO, MN", work, "Assolombarda", "Verificata"]
    dozen = Table("reti", "Reti", headings, [list(row) for _ in range(12)])
    short = Table(
        "mesi", "Mesi", ["Mese", "Imprese"], [[f"{month:02}/2012", Figure(month)] for month in range(1, 13)]
    )
    sections = [replace(section, tables=[], texts=[]) for section in report.sections]
    sections[0] = replace(sections[0], tables=[short, dozen])
    write_pdf(replace(report, sections=sections, headlines=[]), [], tmp_path / "x.pdf")
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(tmp_path / "x.pdf")]
    [first] = [place for place, page in enumerate(pages) if page.search("11/2012").get_next()]
    boxes = [pages[first].get_charbox(index) for index in range(pages[first].count_chars())]
    assert min(bottom for _, bottom, _, top in boxes if bottom > 57 and top > bottom) < 842 * 0.3
    page = next(one for one in pages if one.search("Assolombarda").get_next())
    for word, beside in (("Assolombarda", "Verificata"), ("SUBFORNITURA", "Rete-contratto")):
        edges = [
            page.get_charbox(page.search(one).get_next()[0] + last)
            for one, last in ((word, len(word) - 1), (beside, 0))
        ]
        assert edges[0][2] < edges[1][0], word


def test_maps_that_do_not_fit_below_their_title_leave_the_page_to_their_table(
    report: Report, tmp_path: Path
) -> None:
    [places] = [section for section in report.sections if section.code == "province"]
    before = Table("mesi", "Mesi", ["Mese", "Imprese"], [[f"mese {row}", Figure(row)] for row in range(40)])
    sections = [replace(report.sections[0], tables=[before], texts=[], paragraphs=[]), places]
    write_pdf(replace(report, sections=sections, headlines=[]), [], tmp_path / "x.pdf")
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(tmp_path / "x.pdf")]
    [first] = [place for place, page in enumerate(pages) if page.search("mese 39").get_next()]
    boxes = [pages[first].get_charbox(index) for index in range(pages[first].count_chars())]
    assert min(bottom for _, bottom, _, top in boxes if bottom > 57 and top > bottom) < 842 * 0.12
    assert pages[first].search("Bergamo").get_next()


def test_headings_break_at_blanks_and_leave_no_little_word_alone(report: Report, tmp_path: Path) -> None:
    members = ", ".join(["MOBILIFICIO RADAELLI LARIANA S.R.L. (MN)"] * 5)
    headings = [
        "Servizio",
        "Monza e Brianza",
        "Politecnico TTO",
        *(f"P{place}" for place in range(6)),
        "Totale",
    ]
    narrow = Table("n", "N", headings, [["Uno", *(Figure(place) for place in range(9))]] * 3)
    told = ["Rete", "Lavoro di PAL prima", "Aderenti", "Chi ne risponde e perché"]
    wide = Table(
        "w", "W", told, [["Rete 1", "servizio", members, ""]] * 8 + [["Rete 2", "", members, "Ada: storno"]]
    )
    sections = [replace(report.sections[0], tables=[narrow, wide], texts=[], paragraphs=[])]
    write_pdf(replace(report, sections=sections, headlines=[]), [], tmp_path / "x.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "x.pdf")]
    lines = [line.strip() for page in pages for line in page.splitlines()]
    assert "Monza e" in " | ".join(lines)
    assert {"e", "Monza"}.isdisjoint(lines)
    assert all(word in " ".join(lines) for word in ("prima", "risponde", "perché"))
    assert any("Ada: storno" in line for line in lines)


def test_libreoffice_opens_the_workbook_and_prints_it_on_few_pages_with_headings_repeated(
    second: Edition, tmp_path: Path
) -> None:
    path = second.folder / "report" / "report.xlsx"
    for sheet in openpyxl.load_workbook(path):
        assert sheet.page_setup.orientation == "landscape", sheet.title
        # A width of one page is what is not written.
        fitted = (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight)
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, *fitted) == (True, 1, 0), sheet.title
        assert sheet.print_title_rows, sheet.title
        if sheet.print_area:
            _, last = sheet.print_area.replace("$", "").split("!")[1].split(":")
            within = openpyxl.utils.cell.coordinate_from_string(last)[0]
            most = openpyxl.utils.column_index_from_string(within)
            assert all(chart.anchor.to.col <= most for chart in sheet._charts), sheet.title
        for cells in sheet.iter_rows(max_row=60):
            for cell in cells:
                if cell.fill.fgColor.rgb == "FF0B6E4F" and isinstance(cell.value, str):
                    letters = sheet.column_dimensions[cell.column_letter].width
                    lines = len(textwrap.wrap(cell.value, round(letters)))
                    assert (sheet.row_dimensions[cell.row].height or 15) >= 15 * lines, cell.value
                if cell.font.italic and len(str(cell.value or "")) > 60:
                    assert cell.alignment.wrap_text, cell.value
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert len(pypdfium2.PdfDocument(tmp_path / "report.pdf")) <= 40
    text = pdf_text(tmp_path / "report.pdf")
    assert plain("Secondo semestre 2012") in text
    assert plain("Imprese raggiunte") in text


def test_no_drawing_of_the_workbook_is_torn_over_two_pages(report: Report, tmp_path: Path) -> None:
    write_workbook(report, tmp_path / "x.xlsx")
    drawings = 0
    for sheet in openpyxl.load_workbook(tmp_path / "x.xlsx"):
        columns = sheet.column_dimensions.values()
        across = sum(5.25 * column.width * (column.max - column.min + 1) for column in columns)
        heights = {row: sheet.row_dimensions[row].height or 16 for row in range(1, sheet.max_row + 200)}
        begins = [0, *(one.id for one in sheet.row_breaks.brk)]
        for chart in sheet._charts:
            first, last = chart.anchor._from.row, chart.anchor.to.row
            begin = max(row for row in begins if row <= first)
            assert not any(first < row <= last for row in begins), sheet.title
            high = sum(heights[row + 1] for row in range(begin, last + 1))
            assert high <= across * 182 / 277, sheet.title  # of A4's printed part
            drawings += 1
    assert drawings >= 10


def test_the_pdfs_are_tagged_and_say_that_they_are_for_the_archive_and_for_all(second: Edition) -> None:
    for name in ("report.pdf", "internal.pdf"):
        content = (second.folder / "report" / name).read_bytes()
        assert b"<pdfuaid:part>1</pdfuaid:part>" in content
        assert b"<pdfaid:part>2</pdfaid:part>" in content
        assert pypdfium2.PdfDocument(content).is_tagged()
