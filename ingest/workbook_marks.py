"""What people mark in an XLSX without writing it into a cell: rows struck through, comments."""

import re
from xml.parsers import expat

from ingest.grids import CellPlace

_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*[^/<>])>\s*<(?!/)")
"""A cell that holds something."""
_STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
_PLACE = re.compile(rb"\br=[\"'][A-Z]+(\d+)[\"']")
_SAID = 2_000
"""Characters of a comment that are looked at."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?!\d)")


def struck_styles(styles: bytes) -> frozenset[int]:
    """The numbers of the cell formats whose font is struck through."""
    fonts: list[bool] = []
    found = set()
    formats = 0
    inside = ""

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside, formats
        name = name.rsplit(":", 1)[-1]
        if name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            inside = name
        elif inside == "fonts" and name == "font":
            fonts.append(False)
        elif inside == "fonts" and name == "strike" and fonts:
            fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif inside == "cellXfs" and name == "xf":
            font = int(attributes.get("fontId", "0"))
            if font < len(fonts) and fonts[font]:
                found.add(formats)
            formats += 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(styles, True)
    return frozenset(found)


def struck_rows(sheet: bytes, styles: frozenset[int]) -> frozenset[int]:
    """The rows with a filled cell in one of these formats."""
    rows = set()
    for attributes in _CELL.findall(sheet) if styles else ():
        style, place = _STYLE.search(attributes), _PLACE.search(attributes)
        if style and place and int(style[1]) in styles:
            rows.add(int(place[1]))
    return frozenset(rows)


def comments_in(xml: bytes) -> dict[CellPlace, str]:
    """The comments of a sheet by their cell; of a long one its beginning."""
    found: dict[CellPlace, str] = {}
    place: CellPlace | None = None
    is_text = False

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal place, is_text
        name = name.rsplit(":", 1)[-1]
        if name == "comment":
            place = place_of(attributes.get("ref", ""))
            if place is not None:
                found[place] = ""
        is_text = name == "t"

    def text(said: str) -> None:
        if is_text and place is not None and len(found[place]) < _SAID:
            found[place] += said[:_SAID]

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)
    return found


def place_of(reference: str) -> CellPlace | None:
    """Row and column of a cell as a spreadsheet program names it."""
    found = _REFERENCE.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
