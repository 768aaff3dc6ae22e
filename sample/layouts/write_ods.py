"""ODS workbooks, as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from sample.layouts.workbook import Page
from sample.rows import Cell

_TIME = (2013, 7, 1, 0, 0, 0)


def write_ods(path: Path, pages: Sequence[Page]) -> None:
    """Dates and numbers are typed cells; titles may be merged over the table."""
    Element.namespaces.clear()  # the library keeps those of earlier documents
    document = OpenDocumentSpreadsheet()
    hidden = Style(name="nascosto", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for page in pages:
        table = Table(name=page.name, stylename=hidden) if page.is_hidden else Table(name=page.name)
        for place, cells in enumerate(page.cells):
            row = TableRow()
            is_merged = page.has_merged_title and place < page.title_rows
            for element in _merged(cells[0], page.width) if is_merged else map(_cell, cells):
                row.addElement(element)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    written = io.BytesIO()
    document.write(written)
    _copy_with_fixed_times(written, path)


def _cell(value: Cell, **attributes: int) -> TableCell:
    if value is None:
        return TableCell(**attributes)
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat(), **attributes)
        shown = value.strftime("%d/%m/%Y")
    elif isinstance(value, int | Decimal):
        cell = TableCell(valuetype="float", value=str(value), **attributes)
        shown = str(value).replace(".", ",")
    else:
        cell = TableCell(valuetype="string", **attributes)
        shown = value
    cell.addElement(P(text=shown))
    return cell


def _merged(value: Cell, width: int) -> list[TableCell | CoveredTableCell]:
    return [
        _cell(value, numbercolumnsspanned=width, numberrowsspanned=1),
        *(CoveredTableCell() for _ in range(width - 1)),
    ]


def _copy_with_fixed_times(source: io.BytesIO, path: Path) -> None:
    """The library stamps each part with the time of writing; the same content must give the same bytes."""
    with zipfile.ZipFile(source) as made, zipfile.ZipFile(path, "w") as target:
        for part in made.infolist():
            fixed = zipfile.ZipInfo(part.filename, _TIME)
            fixed.compress_type = part.compress_type
            target.writestr(fixed, made.read(part.filename))
