"""XLSX workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from sample.layouts.workbook import Page

_CREATED = datetime.combine(date(2013, 7, 1), time())


def write_xlsx(path: Path, pages: Sequence[Page]) -> None:
    """Dates and numbers are typed cells; titles may be merged over the table."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": _CREATED, "author": "Desk Punto Alleanze Lombardia"})
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for row, cells in enumerate(page.cells):
            is_merged = page.has_merged_title and row < page.title_rows
            if is_merged:
                sheet.merge_range(row, 0, row, page.width - 1, cells[0], bold)
                continue
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, int | Decimal):
                    sheet.write_number(row, column, value)
                elif value:
                    sheet.write_string(row, column, value)
        if page.is_hidden:
            sheet.hide()
    book.close()
