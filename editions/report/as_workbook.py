"""`report.xlsx`: a sheet per section with real numbers, native charts, and the evidence behind every KPI."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editions.report.book import Book, safe
from editions.report.evidence_sheets import write_evidence, write_firms
from editions.report.figures import Cell, Chart, Figure, Report, Section, Table
from editions.report.sealed_figures import Sealed

_CHART_ROWS = 16
_FIGURE_WIDTH, _LONG_WIDTH = 13, 70


def write_workbook(report: Report, sealed: Sealed, target: Path) -> None:
    """Write the workbook; the same edition gives the same bytes."""
    created = datetime.fromisoformat(report.facts["sealed_at"]).astimezone(UTC).replace(tzinfo=None)
    book = Book(target, created)
    _write_cover(book, report)
    for section in report.sections:
        _write_section(book, section)
    write_firms(book, sealed)
    for kpi in sealed.kpis.values():
        if kpi.way != "ratio":
            write_evidence(book, sealed, kpi)
    book.book.close()


def _write_cover(book: Book, report: Report) -> None:
    sheet = book.book.add_worksheet("Copertina")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    facts = report.facts
    sheet.write_string(0, 0, safe(facts["title"]), book.title)
    lines = [
        ("Progetto", "Punto Alleanze Lombardia"),
        ("Edizione", f"{facts['edition']}, versione {facts['version']}"),
        ("Periodo", f"dal {facts['since']} al {facts['until']}"),
        ("Sigillata da", facts["sealed_by"]),
        ("Sigillata il", facts["sealed_at"]),
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


def _write_section(book: Book, section: Section) -> None:
    sheet = book.book.add_worksheet(section.title[:31])
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, section.title, book.title)
    row = 2
    for paragraph in section.paragraphs:
        sheet.write_string(row, 0, safe(paragraph))
        row += 1
    for block in section.texts:
        bold = block["kind"] in ("title", "heading")
        text = f"• {block['text']}" if block["kind"] == "item" else block["text"]
        sheet.write_string(row, 0, safe(text), book.subtitle if bold else None)
        row += 1
    widths: dict[int, int] = {}
    for table in section.tables:
        row = _write_table(book, sheet, table, row + 1, widths)
    for column, width in widths.items():
        sheet.set_column(column, column, width)


def _write_table(book: Book, sheet: Any, table: Table, row: int, widths: dict[int, int]) -> int:
    """Write a table with its charts below; gives the first free row."""
    if table.title:
        sheet.write_string(row, 0, table.title, book.subtitle)
        row += 1
    if not table.rows:
        sheet.write_string(row, 0, table.empty, book.note)
        return row + 2
    for column, heading in enumerate(table.headings):
        sheet.write_string(row, column, heading, book.heading)
        widths[column] = max(widths.get(column, 0), _width(table, column))
    first = row + 1
    for offset, cells in enumerate(table.rows):
        is_total = table.total_row and offset == len(table.rows) - 1
        for column, cell in enumerate(cells):
            _write_cell(book, sheet, first + offset, column, cell, bold=is_total)
    row = first + len(table.rows)
    if table.note:
        sheet.write_string(row, 0, table.note, book.note)
        row += 1
    for chart in table.charts:
        _insert_chart(book, sheet, table, chart, first, row + 1)
        row += _CHART_ROWS + 1
    return row + 1


def _insert_chart(book: Book, sheet: Any, table: Table, chart: Chart, first: int, row: int) -> None:
    """A native chart of a table's columns; a map becomes bars, which a spreadsheet can draw."""
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
        drawn.set_y_axis({"reverse": True})
    drawn.set_size({"width": 640, "height": 300})
    sheet.insert_chart(row, 0, drawn)


def _write_cell(book: Book, sheet: Any, row: int, column: int, cell: Cell, bold: bool) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, safe(cell), book.wrapped)
    elif cell.value is None:
        sheet.write_string(row, column, cell.text)
    else:
        sheet.write_number(row, column, cell.value, book.number(cell, bold))


def _width(table: Table, column: int) -> int:
    cells = [row[column] for row in table.rows]
    if any(isinstance(cell, Figure) for cell in cells):
        return _FIGURE_WIDTH
    longest = max(len(str(cell)) for cell in [*cells, table.headings[column]])
    return min(_LONG_WIDTH, max(_FIGURE_WIDTH, longest + 2))
