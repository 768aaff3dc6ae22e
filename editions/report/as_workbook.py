"""`report.xlsx`: a sheet per section with real numbers and native charts, each printed one page wide."""

import re
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

from editions.report.book import Book, safe, set_up_print, write_headings
from editions.report.figures import Cell, Chart, Figure, Report, Section, Table
from editions.report.paper import ROW_HEIGHT, Paper
from publication.vocabularies import titles_of

_CHARTS_ABREAST, _CHART_WIDTH, _NARROWEST_CHART, _CHART_HEIGHT = 2, 480, 320, 200  # pixels
_CHARACTER, _BAR = 7, 18  # pixels: of a character of a column's width, of a bar
_POINT = 4 / 3  # pixels
_FIGURE_WIDTH, _LONG_WIDTH = 13, 70
_PAGE_WIDTH = 104
"""Characters across a printed page: a narrower sheet would be printed larger, and its charts cut at the page's end."""


def write_workbook(report: Report, target: Path) -> None:
    """Write the workbook; the same edition gives the same bytes."""
    created = datetime.fromisoformat(report.facts["sealed_at"]).astimezone(UTC).replace(tzinfo=None)
    book = Book(target, created)
    _write_cover(book, report)
    for section in report.sections:
        _write_section(book, section)
    book.book.close()


def _write_cover(book: Book, report: Report) -> None:
    sheet = book.book.add_worksheet("Copertina")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 24)
    facts = report.facts
    sheet.write_string(0, 0, safe(facts["title"]), book.title)
    lines = [
        ("Progetto", "Punto Alleanze Lombardia"),
        *((title, facts[fact]) for fact, title in titles_of("project_fact").items() if fact in facts),
        ("Edizione", f"{facts['edition']}, versione {facts['version']}"),
        ("Periodo", f"dal {facts['since']} al {facts['until']}"),
        ("Sigillata", f"il {facts['sealed_on']} da {facts['sealed_by']}"),
        ("SHA-256 di manifest.json", facts["manifest_sha256"]),
    ]
    if facts["why"]:
        lines.append(("Perché una nuova versione", facts["why"]))
    for row, (label, text) in enumerate(lines, start=2):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, safe(text), book.wrapped)
    for row, (label, figure, remark) in enumerate(report.headlines, start=len(lines) + 3):
        sheet.write_string(row, 0, label)
        _write_cell(book, sheet, row, 1, figure, bold=True)
        sheet.write_string(row, 2, remark, book.note)
    set_up_print(sheet, "Copertina")


def _write_section(book: Book, section: Section) -> None:
    """A sheet for the section's words and its first tables; tables with other headings have sheets of their own, for a
    printed sheet repeats one row of headings."""
    for place, tables in enumerate(_kinds(section.tables) or [[]]):
        name = section.title if place == 0 else tables[0].title
        _write_sheet(book, name, _texts(section) if place == 0 else [], tables)


def _kinds(tables: list[Table]) -> list[list[Table]]:
    """The tables in their order, those of the same headings together; one without rows stays with those before it."""
    kinds: list[list[Table]] = []
    for table in tables:
        alike = [one for one in kinds if not table.rows or one[0].headings == table.headings]
        if alike:
            alike[-1].append(table)
        else:
            kinds.append([table])
    return kinds


def _write_sheet(book: Book, name: str, texts: list[tuple[str, str]], tables: list[Table]) -> None:
    sheet = book.book.add_worksheet(_sheet_name(book, name))
    sheet.hide_gridlines(2)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.write_string(0, 0, safe(name), book.title)
    widths: dict[int, int] = {}
    for table in tables:
        for column in range(len(table.headings)):
            widths[column] = max(widths.get(column, 0), _width(table, column))
    while sum(widths.values()) < _PAGE_WIDTH:
        widths[len(widths)] = _FIGURE_WIDTH
    for column, width in widths.items():
        sheet.set_column(column, column, width)
    last_column, across = max(widths), sum(widths.values())
    paper = Paper(widths)
    row = 2
    for kind, text in texts:
        form = book.subtitle if kind in ("title", "heading") else book.wrapped
        words = f"• {text}" if kind == "item" else text
        paper.set_height(row, _write_across(sheet, row, last_column, across, words, form))
        row += 1
    headings = []
    for table in tables:
        row += 1
        paper.place(row, _height(table))
        headings += [row + bool(table.title)] if table.rows else []
        row = _write_table(book, sheet, table, row, widths, paper)
    sheet.set_h_pagebreaks(paper.breaks)
    set_up_print(sheet, name, headings[0] if headings else 0)
    sheet.print_area(0, 0, row, last_column)


def _sheet_name(book: Book, title: str) -> str:
    """A title as a sheet may be called: 31 characters, none that a name cannot have, none twice."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip(" '")
    taken = {one.name.casefold() for one in book.book.worksheets()}
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{name[:27].rstrip()} {number}"
    return name


def _texts(section: Section) -> list[tuple[str, str]]:
    """The words of a section, each with its kind."""
    return [
        *(("paragraph", paragraph) for paragraph in section.paragraphs),
        *((block["kind"], block["text"]) for block in section.texts),
    ]


def _write_across(sheet: Any, row: int, last_column: int, across: int, text: str, form: Any) -> float:
    """A text over all columns, as high as it needs: nothing of it is cut on paper. Gives its height."""
    if last_column > 0:
        sheet.merge_range(row, 0, row, last_column, "", form)
    sheet.write_string(row, 0, safe(text), form)
    height = ROW_HEIGHT * max(1, -(-len(text) // across))
    sheet.set_row(row, height)
    return height


def _height(table: Table) -> float:
    """About how high a table is printed, with its title, headings and note."""
    return ROW_HEIGHT * (sum(map(_lines, table.rows)) + 5)


def _lines(cells: list[Cell]) -> int:
    """Over how many lines the longest text of a row goes."""
    return max(1, *(-(-len(cell) // _LONG_WIDTH) for cell in cells if isinstance(cell, str)))


def _write_table(book: Book, sheet: Any, table: Table, row: int, widths: dict[int, int], paper: Paper) -> int:
    """Write a table with its charts below, none wider than the sheet's columns; gives the first free row."""
    across = sum(widths.values())
    if table.title:
        sheet.write_string(row, 0, table.title, book.subtitle)
        row += 1
    if not table.rows:
        sheet.write_string(row, 0, table.empty, book.note)
        return row + 2
    columns = range(len(table.headings))
    figures = {column for column in columns if any(isinstance(cells[column], Figure) for cells in table.rows)}
    height = write_headings(book, sheet, row, table.headings, [widths[column] for column in columns], figures)
    paper.set_height(row, height)
    paper.repeated = paper.repeated or height
    first = row + 1
    for offset, cells in enumerate(table.rows):
        is_total = table.total_row and offset == len(table.rows) - 1
        for column, cell in enumerate(cells):
            _write_cell(book, sheet, first + offset, column, cell, bold=is_total)
        lines = _lines(cells)
        if lines > 1:
            sheet.set_row(first + offset, ROW_HEIGHT * lines)
            paper.set_height(first + offset, ROW_HEIGHT * lines)
    row = first + len(table.rows)
    if table.note:
        paper.set_height(row, _write_across(sheet, row, max(widths), across, table.note, book.wrapped_note))
        row += 1
    return _write_charts(book, sheet, table, first, row + 1, widths, paper)


def _write_charts(
    book: Book, sheet: Any, table: Table, first: int, row: int, widths: dict[int, int], paper: Paper
) -> int:
    """A table's charts, its first row of values being `first`, from a row on; gives the first free one."""
    across = sum(widths.values())
    abreast = max(1, min(_CHARTS_ABREAST, across * _CHARACTER // _NARROWEST_CHART))
    width = min(_CHART_WIDTH, across * _CHARACTER // abreast - 10)
    height = max(
        _CHART_HEIGHT, *(_BAR * len(table.rows) + 60 for one in table.charts if one.kind != "columns"), 0
    )
    for start in range(0, len(table.charts), abreast):
        paper.place(row, height / _POINT)
        for beside, chart in enumerate(table.charts[start : start + abreast]):
            drawn = _draw_chart(book, sheet, table, chart, first)
            drawn.set_size({"width": width, "height": height})
            sheet.insert_chart(row, 0, drawn, {"x_offset": beside * (width + 10)})
        row += ceil(height / _POINT / ROW_HEIGHT) + 1
    return row


def _draw_chart(book: Book, sheet: Any, table: Table, chart: Chart, first: int) -> Any:
    """A native chart of a table's columns; a map becomes bars, which a spreadsheet can draw, each with its name."""
    drawn = book.book.add_chart({"type": "column" if chart.kind == "columns" else "bar"})
    last = first + len(table.rows) - (2 if table.total_row else 1)
    for column, colour in ((chart.value, "#0B6E4F"), (chart.target, "#6B7A73")):
        if column is not None:
            drawn.add_series(
                {
                    "name": table.headings[column],
                    "categories": [sheet.name, first, chart.label, last, chart.label],
                    "values": [sheet.name, first, column, last, column],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )
    drawn.set_title({"name": chart.title, "name_font": {"size": 11}})
    drawn.set_legend({"position": "none" if chart.target is None else "bottom"})
    if chart.kind != "columns":
        drawn.set_y_axis({"reverse": True, "interval_unit": 1})
    return drawn


def _write_cell(book: Book, sheet: Any, row: int, column: int, cell: Cell, bold: bool) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, safe(cell), book.indented if column else book.wrapped)
    elif cell.value is None:
        sheet.write_string(row, column, cell.text, book.missing)
    else:
        sheet.write_number(row, column, cell.value, book.number(cell, bold))


def _width(table: Table, column: int) -> int:
    cells = [row[column] for row in table.rows]
    if any(isinstance(cell, Figure) for cell in cells):
        return _FIGURE_WIDTH
    longest = max(len(str(cell)) for cell in [*cells, table.headings[column]])
    return min(_LONG_WIDTH, max(_FIGURE_WIDTH, longest + 2))
