"""What an XLS or XLSB says beside its values, as `workbook_facts` tells it of an XLSX.

Both are rows of numbered records: [MS-XLS] 2.4 in the stream of a compound file, [MS-XLSB] 2.4 in the parts of a
ZIP. Only the few that tell of errors, formulas and hidden rows are looked at.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from ingest.grids import CellPlace, SheetFacts

_ERRORS = {
    0x00: "#NULLO!",
    0x07: "#DIV/0!",
    0x0F: "#VALORE!",
    0x17: "#RIF!",
    0x1D: "#NOME?",
    0x24: "#NUM!",
    0x2A: "#N/D",
}
_XLS_FORMULA, _XLS_SHEET, _XLS_ROW, _XLS_ERROR = 0x06, 0x85, 0x208, 0x205
_XLS_BEGIN, _XLS_END, _XLS_CALCULATED = 0x809, 0x0A, 0x1C1
_XLSB_ROW, _XLSB_ERROR, _XLSB_TEXT_FORMULA, _XLSB_FORMULA, _XLSB_ERROR_FORMULA = 0, 3, 8, 9, 11
_XLSB_SHEET, _XLSB_CALCULATION = 156, 157


@dataclass
class _Found:
    errors: dict[CellPlace, str] = field(default_factory=dict)
    uncalculated: set[CellPlace] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def as_facts(self) -> SheetFacts:
        return SheetFacts(self.errors, frozenset(self.uncalculated), frozenset(self.hidden))


def read_xls_facts(data: bytes) -> dict[str, SheetFacts]:
    """The facts of an XLS by sheet; nothing where its records cannot be followed."""
    import olefile  # only for an XLS

    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            if not container.exists("Workbook"):
                return {}
            stream = container.openstream("Workbook").read()
        about = list(_xls_records(stream, 0))
        is_calculated = any(kind == _XLS_CALCULATED for kind, _ in about)  # by Excel, which says so
        return {
            _xls_name(content): _xls_sheet(stream, struct.unpack_from("<I", content)[0], is_calculated)
            for kind, content in about
            if kind == _XLS_SHEET
        }
    except (OSError, struct.error, IndexError, ValueError):
        return {}


def _xls_records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, those of charts within it left out."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        depth += (kind == _XLS_BEGIN) - (kind == _XLS_END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _xls_name(content: bytes) -> str:
    is_wide = content[7] & 1
    return content[8:].decode("utf-16-le" if is_wide else "latin-1")[: content[6]]


def _xls_sheet(stream: bytes, start: int, is_calculated: bool) -> SheetFacts:
    """An empty result is none where Excel did not calculate and no formula of the sheet has any other."""
    found, has_result = _Found(), False
    empty: set[CellPlace] = set()
    for kind, content in _xls_records(stream, start):
        if kind == _XLS_ROW and content[12] & 0x20:
            found.hidden.add(struct.unpack_from("<H", content)[0] + 1)
        elif kind in (_XLS_ERROR, _XLS_FORMULA):
            row, column = struct.unpack_from("<HH", content)
            place = (row + 1, column + 1)
            if kind == _XLS_ERROR:
                if content[7]:
                    found.errors[place] = _ERRORS.get(content[6], "#ERR")
                continue
            result, is_no_number = content[6:14], content[12:14] == b"\xff\xff"
            is_to_calculate = content[14] & 2  # when the file is opened: what stands there is none
            if is_no_number and result[0] == 2:
                found.errors[place] = _ERRORS.get(result[2], "#ERR")
            elif is_no_number and result[0] == 3:
                empty.add(place)
            elif is_to_calculate and result == bytes(8):
                found.uncalculated.add(place)
            else:
                has_result = True
    if not is_calculated and not has_result:
        found.uncalculated |= empty
    return found.as_facts()


def read_xlsb_sheets(workbook: bytes) -> tuple[list[tuple[str, str]], bool]:
    """Of an XLSB's workbook part: its sheets as (relation, name), and whether all is calculated on opening."""
    sheets, is_to_calculate = [], False
    for kind, content in _xlsb_records(workbook):
        if kind == _XLSB_SHEET:
            relation, rest = _wide(content, 8)
            sheets.append((relation, _wide(content, rest)[0]))
        elif kind == _XLSB_CALCULATION and len(content) >= 26:
            is_to_calculate = bool(content[24] & 1)
    return sheets, is_to_calculate


def read_xlsb_sheet(part: bytes, is_to_calculate: bool) -> SheetFacts:
    """The facts of one sheet's part of an XLSB."""
    found, row = _Found(), 0
    for kind, content in _xlsb_records(part):
        if kind == _XLSB_ROW:
            row = struct.unpack_from("<I", content)[0] + 1
            if content[11] & 0x10:
                found.hidden.add(row)
        elif kind in (_XLSB_ERROR, _XLSB_ERROR_FORMULA):
            found.errors[row, _column(content)] = _ERRORS.get(content[8], "#ERR")
        elif kind in (_XLSB_FORMULA, _XLSB_TEXT_FORMULA) and is_to_calculate:
            empty = bytes(8) if kind == _XLSB_FORMULA else bytes(4)
            if content[8 : 8 + len(empty)] == empty:
                found.uncalculated.add((row, _column(content)))
    return found.as_facts()


def _column(content: bytes) -> int:
    return int(struct.unpack_from("<I", content)[0]) + 1


def _wide(content: bytes, start: int) -> tuple[str, int]:
    end = start + 4 + 2 * struct.unpack_from("<I", content, start)[0]
    return content[start + 4 : end].decode("utf-16-le"), end


def _xlsb_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and size come seven bits a byte, the last byte without its high bit."""
    place = 0
    while place < len(part):
        numbers = []
        for most in (2, 4):
            number = 0
            for shift in range(most):
                byte = part[place]
                place += 1
                number |= (byte & 0x7F) << (7 * shift)
                if byte < 0x80:
                    break
            numbers.append(number)
        kind, size = numbers
        yield kind, part[place : place + size]
        place += size
