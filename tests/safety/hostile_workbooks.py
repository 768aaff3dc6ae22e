"""Small workbooks, small unpacked too, of which a reader makes more than a machine has."""

import io
import struct
import zipfile
from collections.abc import Mapping

from hostile_files import good_workbook
from xlsxwriter import Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'


def small_hostile() -> dict[str, bytes]:
    """Them all, by name."""
    return {
        "griglia.ods": _ods(_ods_row(_ods_cell("A", 1_000), 39_999)),
        "testi_ripetuti.ods": _ods(_ods_row(_ods_cell("A" * 30_000, 1_000), 39_999)),
        "due_miliardi_di_colonne.ods": _ods(_ods_row(_ods_cell("A", 2_000_000_000))),
        "spazi.ods": _ods(_ods_row(_ods_cell('A<text:s text:c="4000000000"/>'))),
        "profondo.ods": _ods("<table:table-row>" * 300_000),
        "lontana.xlsb": _xlsb(_xlsb_number(0, 0) + _xlsb_number(1_048_575, 16_383), (0, 1_048_575, 0, 16_383)),
        "testo_lungo.xlsb": _xlsb(_xlsb_row(0) + _record(6, struct.pack("<III", 0, 0, 0xFFFFFFFF) + b"a")),
        "minuscole.xlsx": _xlsx(f'{_FIRST}<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'),
        "spaziate.xlsx": _xlsx(f'{_FIRST}<row r = "1048576"><c\tr\n=\n"XFD1048576"><v>1</v></c></row>'),
        "senza_riga.xlsx": _xlsx(f'{_FIRST}<row><c r="ALL1048576"><v>1</v></c></row>'),
        "altrove.xlsx": _xlsx(f'{_FIRST}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "xl/altrove/uno.xml"),
        "conteggio.xlsx": _xlsx(_FIRST, shared='count="4000000000" uniqueCount="4000000000"><si><t>a</t></si>'),
        "testo_condiviso.xlsx": _xlsx(
            "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 200_000)),
            shared=f"><si><t>{'a' * 32_000}</t></si>",
        ),
        "entita.ods": _zip(_with(_members(_ods(_ods_row(_ods_cell("&j;")))), "content.xml", _LAUGHS, b"")),
        "entita_esterna.ods": _zip(_with(_members(_ods(_ods_row(_ods_cell("&x;")))), "content.xml", _OUTSIDE, b"")),
        "entita.xlsx": _zip(_with(_members(_xlsx(_SAYS_J)), "xl/worksheets/sheet1.xml", _LAUGHS, b"")),
        "fogli_senza_fine.xlsx": _zip(_with(_members(good_workbook()), "xl/workbook.xml", _SHEETS, b"<sheets>")),
        "sovrapposti.xlsx": _overlapping(50),
        "membri_senza_fine.xlsx": _zip(_members(good_workbook()) | {f"xl/x{number}": b"" for number in range(10_001)}),
    }  # fmt: skip


_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "' + "a" * 1_000 + '">'
    + "".join(f'<!ENTITY {chr(98 + one)} "{f"&{chr(97 + one)};" * 10}">' for one in range(9)) + "]>"
).encode()  # fmt: skip
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_SAYS_J = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
_SHEETS = "".join(
    f'<sheet name="F{number}" sheetId="{number}" r:id="rId1"/>' for number in range(2, 2_000)
).encode()


def slow_to_read() -> dict[str, bytes]:
    """Small files that readers, or patterns of ours, would go through once for each of their characters."""
    commented = _members(good_workbook()) | {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_DOCUMENT}/comments" Target="../comments1.xml"/></Relationships>'.encode()
    }
    comments = f'<comments xmlns="{_MAIN}"><commentList>'.encode(), b"</commentList></comments>"
    long_place = b'<comment ref="' + b"A" * 4_000_000 + b'1"><text><t>annullata</t></text></comment>'
    long_words = b'<comment ref="A2"><text><t>' + b"a" * 60_000_000 + b"</t></text></comment>"
    unclosed = {sign: sign * 200_000 for sign in (b"<row ", b"<c ", b"<c a")}
    return {
        "commento_lontano.xlsx": _zip(commented | {"xl/comments1.xml": long_place.join(comments)}),
        "commento_lungo.xlsx": _zip(commented | {"xl/comments1.xml": long_words.join(comments)}),
        **{
            f"senza_fine_{number}.xlsx": _zip(
                _with(_struck(), "xl/worksheets/sheet1.xml", tags, b"</worksheet>")
            )
            for number, tags in enumerate(unclosed.values())
        },
        "intestazioni_di_spazi.csv": ";".join("x" + one * 30_000 + "x" for one in " 1(-*\u00a0" * 20).encode()
        + b"\nx\n",
        "una_riga.csv": b"Ragione sociale;Comune\n" + b"a" * 40_000_000,
        "una_riga_di_celle.csv": b"Ragione sociale;Comune\n" + b"Alfa;" * 8_000_000,
        "larga.csv": b"Ragione sociale;Comune\n" + b"a;" * 2_000_000 + b"\n" + b"Alfa;Lecco\n" * 3_000,
        "nomi_di_spazi.csv": (
            "Ragione sociale;Comune\n" + f"Alfa{' ' * 30_000}a, Srl?;Lecco\n" * 40
        ).encode(),
        "nomi_senza_fine.csv": ("Ragione sociale;Comune\n" + f"{'a' * 30_000},;Lecco\n" * 40).encode(),
        "nomi_di_forme.csv": ("Ragione sociale;Comune\n" + f"{'s r l, ' * 4_000};Lecco\n" * 40).encode(),
    }


def _struck() -> dict[str, bytes]:
    """A workbook with a format that is struck through."""
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet("Imprese")
        sheet.write_row(0, 0, ["Ragione sociale", "Comune"])
        sheet.write(1, 0, "Alfa Srl", book.add_format({"font_strikeout": True}))
    return _members(out.getvalue())


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _with(members: dict[str, bytes], name: str, put: bytes, before: bytes) -> dict[str, bytes]:
    """The members, in one of them something more: at its beginning, or where it says `before`, and behind that."""
    content = members[name]
    at = content.index(before) + len(before) if before else 0
    return members | {name: content[:at] + put + content[at:]}


def _overlapping(times: int) -> bytes:
    """A directory that names the same 40 MB many times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in _members(good_workbook()).items():
            made.writestr(name, data)
        made.writestr("xl/grande.xml", b" " * 40_000_000)
        made.filelist += [made.filelist[-1]] * times
    return out.getvalue()


def _ods(rows: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )  # fmt: skip
    table = f'<table:table table:name="Imprese">{_ods_row(_ods_cell("Ragione sociale"))}{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{spaces}>{body}</office:document-content>",
        }
    )


def _ods_row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def _ods_cell(text: str, times: int = 1) -> str:
    about = f'office:value-type="string" table:number-columns-repeated="{times}"'
    return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"


def _xlsx(rows: str, sheet: str = "xl/worksheets/sheet1.xml", shared: str = "") -> bytes:
    with zipfile.ZipFile(io.BytesIO(good_workbook())) as good:
        members = {name: good.read(name) for name in good.namelist()}
    del members["xl/worksheets/sheet1.xml"]
    members[sheet] = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    relations = members["xl/_rels/workbook.xml.rels"]
    members["xl/_rels/workbook.xml.rels"] = relations.replace(
        b"worksheets/sheet1.xml", sheet.removeprefix("xl/").encode()
    )
    if shared:
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}" {shared}</sst>'.encode()
    return _zip(members)


def _xlsb(rows: bytes, extent: tuple[int, int, int, int] = (0, 9, 0, 4)) -> bytes:
    def relation(kind: str, target: str) -> str:
        about = f'Id="rId1" Type="{_DOCUMENT}/{kind}" Target="{target}"'
        return f'<Relationships xmlns="{_RELATIONS}"><Relationship {about}/></Relationships>'

    names = b"".join(struct.pack("<I", len(text)) + text.encode("utf-16-le") for text in ("rId1", "Imprese"))
    sheets = _record(143) + _record(156, struct.pack("<II", 0, 1) + names) + _record(144)
    dimension = _record(148, struct.pack("<IIII", *extent))
    return _zip(
        {
            "_rels/.rels": relation("officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": relation("worksheet", "worksheets/sheet1.bin"),
            "xl/workbook.bin": _record(131) + sheets + _record(132),
            "xl/worksheets/sheet1.bin": _record(129) + dimension + _record(145) + rows + _record(146) + _record(130),
        }
    )  # fmt: skip


def _xlsb_row(row: int) -> bytes:
    return _record(0, struct.pack("<I", row) + bytes(13))


def _xlsb_number(row: int, column: int) -> bytes:
    return _xlsb_row(row) + _record(5, struct.pack("<IId", column, 0, 1.0))


def _record(kind: int, content: bytes = b"") -> bytes:
    """One of the numbered records that an XLSB is made of; none here is longer than 127 bytes."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return number + bytes([len(content)]) + content


def _zip(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()
