"""What a workbook says beside its values: errors, formulas without result, hidden and struck rows, comments.

calamine gives an empty cell for an error and the stored result for a formula, also where none was computed.
So the few sheets that have such things are gone through once more, by their XML.
"""

import re
import struct
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from posixpath import join, normpath, split
from typing import Any
from xml.parsers import expat

from ingest.binary_facts import read_xls_facts, read_xlsb_sheet, read_xlsb_sheets
from ingest.grids import CellPlace, SheetFacts
from ingest.workbook_marks import comments_in, place_of, struck_rows, struck_styles

_IN_SHEET = re.compile(rb"<[\w:]*f[ >/]|t=[\"']e[\"']|hidden=[\"'](?:1|true)")
_ODS_WORTH = re.compile(rb"value-type=[\"']error|visibility=[\"']|:formula=|rows-spanned=[\"'](?!1[\"'])")
_IN_ITALIAN = {
    "#N/A": "#N/D",
    "#VALUE!": "#VALORE!",
    "#REF!": "#RIF!",
    "#NAME?": "#NOME?",
    "#NULL!": "#NULLO!",
}
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_ROWS = 100_000


def read_facts(data: bytes, names: Sequence[str]) -> dict[str, SheetFacts]:
    """The facts of the named sheets; nothing of a sheet whose XML cannot be followed."""
    if data.startswith(OLE_MAGIC):
        return read_xls_facts(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = set(archive.namelist())
            if "content.xml" in members:
                return _read_ods(archive.read("content.xml"))
            if "xl/workbook.xml" in members or "xl/_rels/workbook.xml.rels" in members:
                return dict(_read_xlsx(archive, members, set(names)))
            if "xl/workbook.bin" in members:
                return _read_xlsb(archive, members)
    except (expat.ExpatError, IndexError, KeyError, ValueError, struct.error, zipfile.BadZipFile):
        pass
    return {}


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """All elements of a small document: local name and attributes by local name."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        found.append((_local(name), {_local(key): value for key, value in attributes.items()}))

    parser.StartElementHandler = begin
    parser.Parse(xml, True)
    return found


def _read_xlsx(archive: zipfile.ZipFile, members: set[str], names: set[str]) -> list[tuple[str, SheetFacts]]:
    by_case = {member.lower().replace("\\", "/").lstrip("/"): member for member in members}
    targets = _targets(archive.read(by_case["xl/_rels/workbook.xml.rels"]))
    about = _elements(archive.read(by_case["xl/workbook.xml"]))
    calculation = next((one for name, one in about if name == "calcPr"), None)
    is_to_calculate = calculation is not None and any(
        calculation.get(name) in ("1", "true") for name in ("fullCalcOnLoad", "forceFullCalc")
    )
    styles = by_case.get("xl/styles.xml")
    struck = struck_styles(archive.read(styles)) if styles is not None else frozenset()
    facts = []
    for name, one in about:
        target = targets.get(one.get("id", ""), "")
        member = by_case.get(target) if name == "sheet" else None
        if member is not None and one.get("name", "") in names:
            xml = archive.read(member)
            read = (
                _XlsxSheet(is_to_calculate, calculation is not None).read(xml)
                if _IN_SHEET.search(xml)
                else SheetFacts()
            )
            comments = _comments_of(archive, by_case, target)
            facts.append(
                (one["name"], replace(read, struck_rows=struck_rows(xml, struck), comments=comments))
            )
    return facts


def _comments_of(archive: zipfile.ZipFile, by_case: dict[str, str], sheet: str) -> dict[CellPlace, str]:
    folder, name = split(sheet)
    relations = by_case.get(f"{folder}/_rels/{name}.rels")
    found: dict[CellPlace, str] = {}
    with suppress(expat.ExpatError, KeyError, ValueError):  # what else the sheet says must not go with them
        for target in _targets(archive.read(relations), f"/{folder}").values() if relations else ():
            if "comments" in target and "threaded" not in target and target in by_case:
                found |= comments_in(archive.read(by_case[target]))
    return found


def _targets(rels: bytes, folder: str = "/xl") -> dict[str, str]:
    """The members that the relations of what is in a folder lead to, in lower case."""
    return {
        one["Id"]: normpath(join(folder, one.get("Target", ""))).lstrip("/").lower()
        for name, one in _elements(rels)
        if name == "Relationship" and "Id" in one
    }


def _read_xlsb(archive: zipfile.ZipFile, members: set[str]) -> dict[str, SheetFacts]:
    by_case = {member.lower(): member for member in members}
    targets = _targets(archive.read("xl/_rels/workbook.bin.rels"))
    sheets, is_to_calculate = read_xlsb_sheets(archive.read("xl/workbook.bin"))
    return {
        name: read_xlsb_sheet(archive.read(by_case[targets[relation]]), is_to_calculate)
        for relation, name in sheets
        if targets.get(relation) in by_case
    }


class _XlsxSheet:
    """Goes through one worksheet's XML.

    A result of nothing is one only where a text of nothing is said; one of 0 is none where all is to be calculated on
    opening, nor where no formula has another and nothing says how to calculate, as spreadsheet programs do.
    """

    def __init__(self, is_to_calculate: bool, is_by_spreadsheet: bool) -> None:
        self._is_to_calculate = is_to_calculate
        self._is_by_spreadsheet = is_by_spreadsheet
        self._row = 0
        self._column = 0
        self._is_error = self._is_text = self._has_formula = self._in_value = self._has_result = False
        self._value = ""
        self._zeros: set[CellPlace] = set()
        self._errors: dict[CellPlace, str] = {}
        self._uncalculated: set[CellPlace] = set()
        self._hidden: set[int] = set()

    def read(self, xml: bytes) -> SheetFacts:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)
        if self._is_to_calculate or not (self._is_by_spreadsheet or self._has_result):
            self._uncalculated |= self._zeros
        return SheetFacts(self._errors, frozenset(self._uncalculated), frozenset(self._hidden))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self._hidden.add(self._row)
        elif name == "c":
            place = place_of(attributes.get("r", ""))
            self._column = place[1] if place else self._column + 1
            self._is_error = attributes.get("t") == "e"
            self._is_text = attributes.get("t") == "str"
            self._has_formula, self._value = False, ""
        elif name == "f":
            self._has_formula = True
        elif name in ("v", "t"):
            self._in_value = True

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _end(self, name: str) -> None:
        name = _local(name)
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            place = (self._row, self._column)
            if self._is_error:
                self._errors[place] = _IN_ITALIAN.get(self._value, self._value or "#ERR")
            elif self._has_formula and not self._value:
                (self._zeros if self._is_text else self._uncalculated).add(place)
            elif self._has_formula and self._value.strip("0.") == "":
                self._zeros.add(place)
            elif self._has_formula:
                self._has_result = True


def _read_ods(xml: bytes) -> dict[str, SheetFacts]:
    return _OdsContent().read(xml) if _ODS_WORTH.search(xml) else {}


class _OdsContent:
    """Goes through the content of an ODS, in which every table's rows and cells may stand for many."""

    def __init__(self) -> None:
        self._name = ""
        self._row = self._column = self._repeated = 0
        self._error: CellPlace | None = None
        self._zero: CellPlace | None = None
        self._found: dict[str, dict[str, Any]] = {}

    def read(self, xml: bytes) -> dict[str, SheetFacts]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)
        return {
            name: SheetFacts(
                {place: _IN_ITALIAN.get(text, text or "#ERR") for place, text in one["errors"].items()},
                frozenset(one["uncalculated"]),
                frozenset(one["hidden"]),
                tuple(one["merged"]),
            )
            for name, one in self._found.items()
        }

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._name = attributes.get("table:name", "")
            self._found[self._name] = {"errors": {}, "uncalculated": set(), "hidden": set(), "merged": []}
            self._row = 0
        elif name == "table:table-row" and self._name:
            self._row += 1
            self._column = 0
            self._repeated = int(attributes.get("table:number-rows-repeated", "1"))
            if attributes.get("table:visibility", "visible") != "visible":
                rows = range(self._row, self._row + min(self._repeated, _ODS_ROWS))
                self._found[self._name]["hidden"].update(rows)
        elif name in ("table:table-cell", "table:covered-table-cell") and self._name:
            self._begin_cell(attributes)
        elif name == "text:p":
            self._zero = None  # what a spreadsheet program calculated it also shows

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        first = self._column + 1
        self._column += int(attributes.get("table:number-columns-repeated", "1"))
        rows = int(attributes.get("table:number-rows-spanned", "1"))
        columns = int(attributes.get("table:number-columns-spanned", "1"))
        if rows > 1:
            merged = (self._row, first, self._row + rows - 1, first + columns - 1)
            self._found[self._name]["merged"].append(merged)
        if attributes.get("calcext:value-type") == "error":
            self._error = (self._row, first)
            self._found[self._name]["errors"][self._error] = ""
        elif "table:formula" in attributes and "office:value-type" not in attributes:
            self._found[self._name]["uncalculated"].add((self._row, first))
        elif "table:formula" in attributes and attributes.get("office:value", "-").strip("0.") == "":
            self._zero = (self._row, first)

    def _text(self, text: str) -> None:
        if self._error is not None:
            self._found[self._name]["errors"][self._error] += text

    def _end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            if self._zero is not None:
                self._found[self._name]["uncalculated"].add(self._zero)
            self._error = self._zero = None
        elif name == "table:table-row":
            self._row += self._repeated - 1
        elif name == "table:table":
            self._name = ""
