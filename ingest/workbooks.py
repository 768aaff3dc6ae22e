"""Reading XLSX, XLSM, XLSB, XLS and ODS as text."""

import tempfile
from collections.abc import Sequence
from io import BytesIO

import python_calamine as calamine

from ingest.apart import call_apart
from ingest.cells import Cell
from ingest.grids import GridSheet, SheetFacts, check_extent
from ingest.limits import Limits
from ingest.refusals import RefusalError
from ingest.stages import PREVIEW_ROWS
from ingest.workbook_facts import OLE_MAGIC, read_facts
from ingest.zips import DAMAGED, Unpacked, check_zip

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROTECTED = "il file è protetto da password: toglierla e riconsegnarlo"
_APART_ABOVE = 64 * 1024**2
ZIP_MAGIC = b"PK\x03\x04"

ReadSheet = tuple[int, str, bool, int, int, list[list[Cell]], list[tuple[int, int, int, int]]]
"""Index, name, whether hidden, top, left, rows, merged ranges."""


def is_workbook(head: bytes) -> bool:
    """Whether the file's first bytes are those of a workbook's container."""
    return head.startswith((ZIP_MAGIC, OLE_MAGIC))


def read_workbook(data: bytes, limits: Limits) -> list[GridSheet]:
    """The worksheets with at least one filled cell, hidden ones too. Raises RefusalError, also if the reader
    gives up.

    An XLS can make the reader ask for more memory than there is, which aborts its process, and so may a
    workbook that unpacks to much or is not plain: those are read in a process apart.
    """
    is_zip = data.startswith(ZIP_MAGIC)
    unpacked = check_zip(data, limits) if is_zip else Unpacked(0, may_have_facts=True)
    if not is_zip and _ENCRYPTED in data:
        raise RefusalError(_PROTECTED)
    if unpacked.is_plain and unpacked.size <= _APART_ABOVE:
        sheets, facts = read_with_facts(data, limits, unpacked.may_have_facts)
    else:
        sheets, facts = call_apart(read_with_facts, (data, limits, unpacked.may_have_facts), limits)
    return [_as_grid(one, facts.get(one[1], SheetFacts())) for one in sheets]


def read_with_facts(
    data: bytes, limits: Limits, may_have_facts: bool
) -> tuple[list[ReadSheet], dict[str, SheetFacts]]:
    """The filled worksheets, and what their file says beside their values. Raises RefusalError."""
    sheets = read_sheets(data, limits)
    _check_lengths(sheets, limits)
    return sheets, read_facts(data, [name for _, name, *_ in sheets]) if may_have_facts else {}


def _check_lengths(sheets: Sequence[ReadSheet], limits: Limits) -> None:
    """Raise RefusalError for a cell longer than a spreadsheet's can be, where headings are looked for: comparing
    it with them would take the machine. Those below are looked at column by column."""
    for _, name, _, top, _, rows, _ in sheets:
        for number, row in enumerate(rows[:PREVIEW_ROWS], start=top):
            if any(isinstance(cell, str) and len(cell) > limits.cell_characters for cell in row):
                raise RefusalError(
                    f"foglio «{name}», riga {number}: una cella contiene più di {limits.cell_characters} caratteri: "
                    "accorciarla e riconsegnare il file"
                )


def _as_grid(sheet: ReadSheet, facts: SheetFacts) -> GridSheet:
    index, name, is_hidden, top, left, rows, merged = sheet
    every = SheetFacts(
        facts.errors,
        facts.uncalculated,
        facts.hidden_rows,
        (*facts.merged, *merged),
        is_hidden or facts.is_hidden,
        facts.struck_rows,
        facts.comments,
    )
    return GridSheet(index, name, rows, top, left, every)


def read_sheets(data: bytes, limits: Limits) -> list[ReadSheet]:
    """The filled worksheets of a workbook, read by calamine. Raises RefusalError."""
    try:
        workbook = _open(data)
        found = []
        if len(workbook.sheets_metadata) > limits.sheets:
            raise RefusalError(
                f"la cartella di lavoro ha {len(workbook.sheets_metadata)} fogli, più di {limits.sheets}: "
                "lasciare solo quelli che servono"
            )
        for index, about in enumerate(workbook.sheets_metadata, start=1):
            if about.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_index(index - 1)
                check_extent(sheet.height, sheet.width, limits)
                is_hidden = about.visible != calamine.SheetVisibleEnum.Visible
                found.append((index, about.name, is_hidden, *_read_sheet(sheet)))
        return [sheet for sheet in found if sheet[5]]
    except calamine.PasswordError as error:
        raise RefusalError(_PROTECTED) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise RefusalError(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RefusalError(DAMAGED) from error


def _read_sheet(
    sheet: calamine.CalamineSheet,
) -> tuple[int, int, list[list[Cell]], list[tuple[int, int, int, int]]]:
    top, left = sheet.start or (0, 0)
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    merged = [(one[0] + 1, one[1] + 1, other[0] + 1, other[1] + 1) for one, other in ranges]
    return top + 1, left + 1, sheet.to_python(skip_empty_area=True), merged


def _open(data: bytes) -> calamine.CalamineWorkbook:
    """Open by content; an XLS by its ending, since only then does the reader say that it is protected."""
    if not data.startswith(OLE_MAGIC):
        return calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    with tempfile.NamedTemporaryFile(suffix=".xls") as copy:
        copy.write(data)
        copy.flush()
        return calamine.CalamineWorkbook.from_path(copy.name)
