"""Reading XLSX, XLSM, XLSB, XLS and ODS as text."""

import re
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import duckdb
import python_calamine as calamine

from ingest.limits import Limits
from ingest.refusals import RefusalError
from ingest.sources import PREVIEW_ROWS, Stage
from ingest.zips import DAMAGED, check_extent, check_zip

if TYPE_CHECKING:
    import pyarrow as pa

Cell = str | float | int | bool | date | datetime | time | timedelta
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROTECTED = "il file è protetto da password: toglierla e riconsegnarlo"
_EXACT = 2.0**53
_LIKE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class WorkbookSheet:
    """One worksheet; hidden ones are sheets like any other."""

    def __init__(self, index: int, name: str, sheet: calamine.CalamineSheet, limits: Limits) -> None:
        self.index = index
        self.name = name
        start = sheet.start or (0, 0)
        self.top = start[0] + 1
        self.left = start[1] + 1
        self._sheet = sheet
        self._relation = f"pal_sheet_{index}"
        check_extent(sheet.height, sheet.width, limits)

    @cached_property
    def _rows(self) -> list[list[Cell]]:
        return self._sheet.to_python(skip_empty_area=True)

    @cached_property
    def preview(self) -> Sequence[Sequence[str]]:
        """The first rows as text."""
        return [[cell_text(cell) for cell in row] for row in self._rows[:PREVIEW_ROWS]]

    def stage(self, con: duckdb.DuckDBPyConnection, header_index: int) -> Stage:
        """Register the rows below the header as an Arrow table, each column text."""
        import pyarrow as pa  # only here: nothing new must not pay for it

        body = self._rows[header_index + 1 :]
        names = [f"c{number}" for number in range(len(self._rows[header_index]))]
        columns: list[Sequence[Cell]] = list(zip(*body, strict=True)) if body else [()] * len(names)
        arrays = [_text_array(column) for column in columns]
        arrays.append(pa.array(range(len(body)), pa.int64()))
        con.register(self._relation, pa.table(arrays, names=[*names, "r"]))
        return Stage(self._relation, "r", tuple(names), self.top + header_index + 1, len(body))

    def drop_stage(self, con: duckdb.DuckDBPyConnection) -> None:
        """Forget the Arrow table."""
        con.unregister(self._relation)


def is_workbook(head: bytes) -> bool:
    """Whether the file's first bytes are those of a workbook's container."""
    return head.startswith((ZIP_MAGIC, OLE_MAGIC))


def read_workbook(data: bytes, limits: Limits) -> list[WorkbookSheet]:
    """The worksheets with at least one filled cell. Raises RefusalError, also if the reader gives up."""
    if data.startswith(ZIP_MAGIC):
        check_zip(data, limits)
    elif _ENCRYPTED in data:
        raise RefusalError(_PROTECTED)
    try:
        workbook = _open(data)
        sheets = [
            WorkbookSheet(index, one.name, workbook.get_sheet_by_index(index - 1), limits)
            for index, one in enumerate(workbook.sheets_metadata, start=1)
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        return [sheet for sheet in sheets if sheet.preview]
    except calamine.PasswordError as error:
        raise RefusalError(_PROTECTED) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise RefusalError(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RefusalError(DAMAGED) from error


def _open(data: bytes) -> calamine.CalamineWorkbook:
    """Open by content; an XLS by its ending, since only then does the reader say that it is protected."""
    if not data.startswith(OLE_MAGIC):
        return calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    with tempfile.NamedTemporaryFile(suffix=".xls") as copy:
        copy.write(data)
        copy.flush()
        return calamine.CalamineWorkbook.from_path(copy.name)


def cell_text(cell: Cell) -> str:
    """A cell as text: dates in ISO form, numbers in shortest exact form, truth values as true and false."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | int):
        return number_text(cell)
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return cell.isoformat()


def number_text(number: float) -> str:
    """The shortest text that reads back as the same number, without exponent or needless decimals.

    Where that would read as an Italian thousand (7.125 as seven thousand), a zero more keeps it a decimal.
    """
    text = repr(number)
    if "e" in text:
        text = format(Decimal(text), "f")
    text = text.removesuffix(".0")
    if _LIKE_THOUSANDS.fullmatch(text):
        return f"{text}0"
    return "0" if text == "-0" else text


def _text_array(column: Sequence[Cell]) -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    kinds = set(map(type, column))
    if kinds <= {str}:
        texts = pa.array(column, pa.string())
        return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    if kinds == {float} and all(abs(cell) < _EXACT for cell in column if isinstance(cell, float)):
        numbers = pa.array(column, pa.float64())
        whole = numbers.cast(pa.int64(), safe=False)
        if whole.cast(pa.float64()).equals(numbers):
            return whole.cast(pa.string())
    if bool in kinds:  # true equals 1, so the two cannot be looked up by value
        return pa.array([cell_text(cell) or None for cell in column], pa.string())
    text_of = {cell: cell_text(cell) or None for cell in set(column)}
    return pa.array([text_of[cell] for cell in column], pa.string())
