"""XLS workbooks, as old Excel wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import xlwt

from sample.layouts.workbook import Page


def write_xls(path: Path, pages: Sequence[Page]) -> None:
    """Dates and numbers are typed cells; titles may be merged over the table."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for page in pages:
        sheet = book.add_sheet(page.name)
        for row, cells in enumerate(page.cells):
            if page.has_merged_title and row < page.title_rows:
                sheet.write_merge(row, row, 0, page.width - 1, cells[0])
                continue
            for column, value in enumerate(cells):
                if value is None:
                    continue
                if isinstance(value, str | int | Decimal):
                    sheet.write(row, column, value)
                else:
                    sheet.write(row, column, value, day)
        if page.is_hidden:
            sheet.visibility = 1
    book.save(str(path))
