"""`report.xlsx`: a sheet per section with real numbers, native charts, and the evidence behind every KPI."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from editions.folder import DATA
from editions.report.figures import Cell, Chart, Figure, Report, Section, Table
from editions.report.registry import Kpi, Sealed
from editions.report.words import LEVELS, say
from ingest.literals import sql_literal

EVIDENCE_ROWS = 50_000
"""Rows of evidence that a sheet shows; the Parquet file has all."""

_CHART_ROWS = 16
_FIGURE_WIDTH, _LONG_WIDTH = 13, 70

_EVIDENCE_HEADINGS = (
    "Soggetto", "Nome", "Provincia", "Partner", "Data", "Fine", "Importo", "Evidenza", "File", "Foglio",
    "Riga", "Record",
)  # fmt: skip

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Book:
    """The workbook with its formats."""

    def __init__(self, path: Path, created: datetime) -> None:
        self.book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"title": "Rapporto PAL", "created": created})
        self.title = self.book.add_format({"bold": True, "font_size": 16, "font_color": "#0B6E4F"})
        self.subtitle = self.book.add_format({"bold": True, "font_size": 12})
        self.heading = self.book.add_format(
            {"bold": True, "bg_color": "#0B6E4F", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.note = self.book.add_format({"italic": True, "font_color": "#6B7A73"})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy"})
        self._numbers: dict[tuple[str, bool], Any] = {}

    def number(self, figure: Figure, bold: bool) -> Any:
        """The format of a figure, made once."""
        key = (figure.excel_format, bold)
        if key not in self._numbers:
            self._numbers[key] = self.book.add_format({"num_format": key[0], "bold": bold, "valign": "top"})
        return self._numbers[key]


def write_workbook(report: Report, sealed: Sealed, target: Path) -> None:
    """Write the workbook; the same edition gives the same bytes."""
    created = datetime.fromisoformat(report.facts["sealed_at"]).astimezone(UTC).replace(tzinfo=None)
    book = _Book(target, created)
    _write_cover(book, report)
    for section in report.sections:
        _write_section(book, section)
    _write_firms(book, sealed)
    for kpi in sealed.kpis.values():
        if kpi.way != "ratio":
            _write_evidence(book, sealed, kpi)
    book.book.close()


def _write_cover(book: _Book, report: Report) -> None:
    sheet = book.book.add_worksheet("Copertina")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    facts = report.facts
    sheet.write_string(0, 0, _safe(facts["title"]), book.title)
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
        sheet.write_string(row, 1, _safe(text), book.wrapped)
    for row, (label, figure, remark) in enumerate(report.headlines, start=len(lines) + 3):
        sheet.write_string(row, 0, label)
        _write_cell(book, sheet, row, 1, figure, bold=True)
        sheet.write_string(row, 2, remark, book.note)


def _write_section(book: _Book, section: Section) -> None:
    sheet = book.book.add_worksheet(section.title[:31])
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, section.title, book.title)
    row = 2
    for paragraph in section.paragraphs:
        sheet.write_string(row, 0, _safe(paragraph))
        row += 1
    for block in section.texts:
        bold = block["kind"] in ("title", "heading")
        text = f"• {block['text']}" if block["kind"] == "item" else block["text"]
        sheet.write_string(row, 0, _safe(text), book.subtitle if bold else None)
        row += 1
    widths: dict[int, int] = {}
    for table in section.tables:
        row = _write_table(book, sheet, table, row + 1, widths)
    for column, width in widths.items():
        sheet.set_column(column, column, width)


def _write_table(book: _Book, sheet: Any, table: Table, row: int, widths: dict[int, int]) -> int:
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


def _insert_chart(book: _Book, sheet: Any, table: Table, chart: Chart, first: int, row: int) -> None:
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


def _write_firms(book: _Book, sealed: Sealed) -> None:
    """The firms reached, one row each; natural persons have no name in what is published."""
    since = min(sealed.facts["project_start"], sealed.facts["since"])
    rows = sealed.publication.query(
        f"""
        select firm_name, codice_fiscale, municipality_name, firms.province_code, sector_code,
            min(happened_on) as day, string_agg(distinct short_name, ', ' order by short_name) as partners
        from kpi_evidence(
            code := 'firms_reached', since := date '{since}', until := date '{sealed.facts["until"]}'
        ) as evidence
        inner join dim_firms as firms on subject_id = firms.firm_id
        left join dim_partners using (partner_code)
        group by subject_id, 1, 2, 3, 4, 5
        order by firms.province_code, firm_name, subject_id
        limit {EVIDENCE_ROWS + 1}
        """
    ).rows
    headings = ("Impresa", "Codice fiscale", "Comune", "Provincia", "Settore", "Raggiunta il", "Partner")
    _write_list(book, "Imprese raggiunte", "Imprese raggiunte (cumulato)", headings, rows, "fct_kpi_evidence")


def _write_evidence(book: _Book, sealed: Sealed, kpi: Kpi) -> None:
    """The rows behind a KPI since the project's start, as many as a sheet shows."""
    since = min(sealed.facts["project_start"], sealed.facts["since"])
    rows = sealed.publication.query(
        f"""
        select
            subject_id,
            coalesce(networks.network_name, firms.firm_name) as name,
            evidence.province_code,
            evidence.partner_code,
            happened_on,
            ended_on,
            amount::double as amount,
            evidence_level,
            file_name,
            sheet,
            try_cast(split_part(record_id, '/', 3) as integer) as row_number,
            record_id
        from (
            from kpi_evidence(
                code := {sql_literal(kpi.code)}, since := date '{since}', until := date
                '{sealed.facts["until"]}'
            )
            order by happened_on, record_id, province_code, subject_id
            limit {EVIDENCE_ROWS + 1}
        ) as evidence
        left join dim_firms as firms on evidence.firm_id = firms.firm_id
        left join dim_networks as networks on evidence.network_id = networks.network_id
        left join dim_deliveries as deliveries on split_part(record_id, '/', 1) = deliveries.delivery_id
        left join dim_sheets as sheets
            on
                deliveries.delivery_id = sheets.delivery_id
                and try_cast(split_part(record_id, '/', 2) as integer) = sheets.sheet_index
        order by happened_on, record_id, evidence.province_code, subject_id
        """
    ).rows
    named = ([*row[:7], say(LEVELS, row[7]), *row[8:]] for row in rows)
    _write_list(
        book, f"E {kpi.code}"[:31], f"Evidenza: {kpi.label}", _EVIDENCE_HEADINGS, named, "fct_kpi_evidence"
    )


def _write_list(book: _Book, name: str, title: str, headings: Any, rows: Any, parquet: str) -> None:
    sheet = book.book.add_worksheet(name)
    sheet.set_column(0, len(headings) - 1, 18)
    sheet.write_string(0, 0, title, book.title)
    for column, heading in enumerate(headings):
        sheet.write_string(2, column, heading, book.heading)
    sheet.freeze_panes(3, 0)
    count = 0
    for count, cells in enumerate(rows, start=1):
        if count > EVIDENCE_ROWS:
            break
        for column, cell in enumerate(cells):
            _write_plain(book, sheet, 2 + count, column, cell)
    note = f"Righe: {min(count, EVIDENCE_ROWS)}; tutte sono in {DATA}/{parquet}.parquet."
    if count > EVIDENCE_ROWS:
        note = f"Qui le prime {EVIDENCE_ROWS}: le altre sono in {DATA}/{parquet}.parquet."
    sheet.write_string(1, 0, note, book.note)


def _write_plain(book: _Book, sheet: Any, row: int, column: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, book.day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, _safe(str(cell)))


def _write_cell(book: _Book, sheet: Any, row: int, column: int, cell: Cell, bold: bool) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, _safe(cell), book.wrapped)
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


def _safe(text: str) -> str:
    """Text that a workbook can hold: no control characters, no longer than a cell."""
    return _FORBIDDEN.sub(" ", text)[:32_000]
