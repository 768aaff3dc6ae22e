"""Tables as files that open well in an Italian Excel.

XLSX with real numbers and dates; CSV with `;`, a byte order mark, decimal commas and 30/06/2013.
"""

import io
import math
from collections.abc import Sequence

import pandas as pd
import xlsxwriter

from publication.cells import plain_cell

WIDEST = 60  # characters


def write_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    safe = frame.apply(lambda column: column.map(write_cell))
    safe.columns = [write_cell(name) for name in frame.columns]
    content: str = safe.to_csv(index=False, sep=";", lineterminator="\r\n")
    return f"\ufeff{content}".encode()


def write_cell(value: object) -> str:
    """One cell as text; nothing for None, NaN and NaT."""
    if is_missing(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return (f"{value:.0f}" if value.is_integer() else f"{value:.10g}").replace(".", ",")
    return plain_cell(str(value))


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing."""
    return value is None or value is pd.NA or value is pd.NaT or value != value


def write_xlsx(frame: pd.DataFrame, about: Sequence[str]) -> bytes:
    """The table as a workbook: sheet `Dati`, its heading with a filter; sheet `Informazioni` with `about`."""
    content = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **plain}) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {
            pd.Timestamp: book.add_format({"num_format": "dd/mm/yyyy"}),
            float: book.add_format({"num_format": "#,##0.00"}),
            int: book.add_format({"num_format": "#,##0"}),
        }
        sheet = book.add_worksheet("Dati")
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(frame.columns):
            sheet.write_string(0, place, str(name), bold)
            cells = frame[name].tolist()
            for row, value in enumerate(cells, start=1):
                write_xlsx_cell(sheet, row, place, value, formats)
            longest = max((len(write_cell(value)) for value in cells[:500]), default=0)
            sheet.set_column(place, place, min(WIDEST, max(longest, len(str(name)), 8) + 2))
        sheet.autofilter(0, 0, max(1, len(frame)), max(0, len(frame.columns) - 1))
        notes = book.add_worksheet("Informazioni")
        notes.set_column(0, 0, 100)
        for row, line in enumerate(about):
            notes.write_string(row, 0, line)
    return content.getvalue()


def write_xlsx_cell(
    sheet: xlsxwriter.workbook.Worksheet,
    row: int,
    place: int,
    value: object,
    formats: dict[type, xlsxwriter.format.Format],
) -> None:
    """One cell in its type; a text always as text, so that no code becomes a number and no name a formula."""
    if is_missing(value):
        return
    if isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, place, value.to_pydatetime(), formats[pd.Timestamp])
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        kind = int if float(value).is_integer() else float
        sheet.write_number(row, place, value, formats[kind])
    else:
        sheet.write_string(row, place, str(value))
