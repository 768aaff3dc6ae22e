"""The workbook itself: its formats, what a cell can hold, and sheets of many rows written by DuckDB."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from editions.report.figures import Figure
from editions.report.paper import ROW_HEIGHT
from publication.reader import Publication

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
_CODE = "(_x[0-9A-Fa-f]{4}_)"
"""What a spreadsheet reads as a character's code."""
_LONGEST_CELL = 32_000
_A4 = 9
_NUMBERS = ("INTEGER", "BIGINT", "DOUBLE")


class Book:
    """The workbook with its formats."""

    def __init__(self, path: Path, created: datetime) -> None:
        self.book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"title": "Rapporto PAL", "created": created})
        self.title = self.book.add_format({"bold": True, "font_size": 16, "font_color": "#0B6E4F"})
        self.subtitle = self.book.add_format({"bold": True, "font_size": 12})
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        # Beside a figure, which stands at the right of its cell.
        self.indented = self.book.add_format({"text_wrap": True, "valign": "top", "indent": 1})
        self.missing = self.book.add_format({"align": "right", "valign": "top"})
        self.note = self.book.add_format({"italic": True, "font_color": "#6B7A73"})
        self.wrapped_note = self.book.add_format(
            {"italic": True, "font_color": "#6B7A73", "text_wrap": True, "valign": "top"}
        )
        # Apart from the words that follow them in a list.
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        self.counted = self.book.add_format({"align": "right", "indent": 1})
        self._headings: dict[str, Any] = {}
        self._numbers: dict[tuple[str, bool], Any] = {}

    def heading(self, align: str) -> Any:
        """The format of a column's heading, `left` or `right` as its cells are; made once."""
        if align not in self._headings:
            self._headings[align] = self.book.add_format(
                {"bold": True, "bg_color": "#0B6E4F", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top",
                 "align": align}
            )  # fmt: skip
        return self._headings[align]

    def number(self, figure: Figure, bold: bool) -> Any:
        """The format of a figure, made once."""
        key = (figure.excel_format, bold)
        if key not in self._numbers:
            self._numbers[key] = self.book.add_format({"num_format": key[0], "bold": bold, "valign": "top"})
        return self._numbers[key]


def write_headings(
    book: Book, sheet: Any, row: int, headings: Sequence[str], widths: Sequence[int], figures: Container[int]
) -> float:
    """The headings of columns that are so many characters wide, over as many lines as the longest needs: so high."""
    for column, heading in enumerate(headings):
        is_first = column == 0 or column not in figures
        sheet.write_string(row, column, safe(heading), book.heading("left" if is_first else "right"))
    lines = [len(wrap(heading, max(1, width - 2))) for heading, width in zip(headings, widths, strict=True)]
    height = ROW_HEIGHT * max([1, *lines])
    sheet.set_row(row, height)
    return height


def set_up_print(sheet: Any, title: str, heading_row: int = 0) -> None:
    """Print a sheet landscape on A4, one page wide, a row repeated on every page, named and numbered below."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading_row)
    sheet.set_footer(f"&L{title.replace('&', '&&')}&R&P di &N")


class LongSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter tells no types
    """A sheet whose many plain rows come as XML from DuckDB: cell by cell they would take seconds each."""

    def list_rows(self, rows: list[str]) -> None:
        """Take the rows that follow those written so far; each as `rows_as_xml` gives it."""
        self._listed = "".join(rows)
        self.dim_rowmax += len(rows)

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write(self._listed)


def rows_as_xml(publication: Publication, query: str, above: int, day: Any, number: Any) -> list[str]:
    """The rows of a query (texts, dates, numbers) as rows of a sheet, below `above` others.

    `day` is the format of dates, `number` that of numbers.
    """
    styles = {"DATE": day._get_xf_index(), **dict.fromkeys(_NUMBERS, number._get_xf_index())}
    described = publication.query(f"describe {query}").rows
    cells = " || ".join(
        f"coalesce({_cell(chr(65 + place), name, kind, styles)}, '')"
        for place, (name, kind, *_) in enumerate(described)
    )
    return publication.values(
        f"""
        select '<row r="' || row_in_sheet || '">' || {cells} || '</row>'
        from (select *, row_number() over () + {above} as row_in_sheet from ({query}))
        """
    )


def safe(text: str) -> str:
    """Text that a workbook can hold: no control characters, no longer than a cell."""
    return _FORBIDDEN.sub(" ", text)[:_LONGEST_CELL]


def _cell(letter: str, name: str, kind: str, styles: Mapping[str, int]) -> str:
    """SQL for one cell; null where it is empty."""
    place = f"""'<c r="{letter}' || row_in_sheet || '\"'"""
    if kind == "DATE":
        return f"""{place} || ' s="{styles[kind]}"><v>' || date_diff('day', date '1899-12-30', {name}) || '</v></c>'"""
    if kind in _NUMBERS:
        return f"""{place} || ' s="{styles[kind]}"><v>' || {name} || '</v></c>'"""
    text = f"regexp_replace(left({name}, {_LONGEST_CELL}), '{_CONTROLS}', ' ', 'g')"
    for sign, word in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = f"replace({text}, '{sign}', '{word}')"
    text = f"regexp_replace({text}, '{_CODE}', '_x005F\\1', 'g')"
    # Few texts have anything to mend: one look at each is much quicker than mending all.
    to_mend = f"regexp_matches({name}, '[&<>]|{_CODE}|{_CONTROLS}') or length({name}) > {_LONGEST_CELL}"
    text = f"case when {to_mend} then {text} else {name} end"
    return f"""{place} || ' t="inlineStr"><is><t>' || {text} || '</t></is></c>'"""
