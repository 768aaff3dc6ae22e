"""The layout of a delivered file: its sheets, their header rows, and what each sheet carries."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest.encodings import is_text
from ingest.header_rows import find_first_header
from ingest.headings import HeadingTable, heading_key
from ingest.limits import Limits
from ingest.mapping import Meanings, map_sheet
from ingest.pages import is_page, read_page
from ingest.record_types import ALONE_TYPES, MAIN_TYPES, REGISTER_PARTNER
from ingest.refusals import RefusalError
from ingest.sheet_layout import SheetLayout
from ingest.sources import Sheet
from ingest.tables_within import groups_beside, tables_beside
from ingest.texts import read_text
from ingest.unread import what_lacks
from ingest.workbooks import is_workbook, read_workbook

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_HEAD = 4_096
_OWN_CODES = {"partner_firm_code", "network_code", "event_code"}
_COMPRESSED = "il file è un archivio compresso: estrarre il foglio e consegnare quello"
_OLD_EXCEL = (
    "il file è di Excel 4 o precedente, che non si legge: aprirlo, salvarlo come XLSX e riconsegnarlo"
)
_OTHER = {
    b"%PDF": "il file è un PDF, non una tabella: consegnare il foglio da cui è fatto, XLSX o CSV",
    b"\x1f\x8b": _COMPRESSED,
    b"7z\xbc\xaf\x27\x1c": _COMPRESSED,
    b"Rar!": _COMPRESSED,
    b"\x09\x00\x04\x00": _OLD_EXCEL,
    b"\x09\x02\x06\x00": _OLD_EXCEL,
    b"\x09\x04\x06\x00": _OLD_EXCEL,
    b"{\\rtf": "il file è un documento RTF, non una tabella: consegnare un foglio XLSX o CSV",
    b"\x89PNG": "il file è un’immagine: consegnare un foglio XLSX o CSV",
    b"\xff\xd8\xff": "il file è un’immagine: consegnare un foglio XLSX o CSV",
}


def open_sheets(path: Path, file_name: str, table: HeadingTable, limits: Limits) -> Sequence[Sheet]:
    """The sheets of a delivered file, whatever its container really is. Raises RefusalError."""
    ending = PurePosixPath(file_name).suffix.lower()
    with path.open("rb") as source:
        head = source.read(_HEAD)
    _refuse_other(head)
    if ending == ".zip":
        raise RefusalError("il file è un archivio ZIP: estrarre il foglio e consegnare quello")
    if ending not in TEXT_ENDINGS + WORKBOOK_ENDINGS:
        known = ", ".join(one[1:].upper() for one in WORKBOOK_ENDINGS + TEXT_ENDINGS)
        raise RefusalError(f"formato «{ending or 'senza estensione'}» non previsto: consegnare {known}")
    size = path.stat().st_size
    if size == 0:
        raise RefusalError("il file è vuoto (0 byte): esportarlo di nuovo")
    if size > limits.file_bytes:
        raise RefusalError(f"il file supera {limits.file_bytes // 1024**2} MB: dividerlo in più file")
    if is_workbook(head):
        sheets: Sequence[Sheet] = read_workbook(path.read_bytes(), limits)
        if not sheets:
            raise RefusalError("il file è vuoto: nessun foglio contiene celle compilate")
        return sheets
    if is_page(head):
        return read_page(path.read_bytes(), limits)
    if ending in (".xlsx", ".xlsm", ".xlsb", ".ods") and not is_text(head):
        raise RefusalError(
            "il file è danneggiato o non è un foglio elettronico: aprirlo, salvarlo di nuovo e riconsegnarlo"
        )
    return read_text(path, table, limits)


def _refuse_other(head: bytes) -> None:
    """Raise RefusalError for what is certainly something else, whatever its ending says."""
    for magic, what in _OTHER.items():
        if head.startswith(magic):
            raise RefusalError(what)


def find_layouts(
    sheets: Sequence[Sheet],
    table: HeadingTable,
    partner: str | None,
    earlier: Callable[[], Meanings] = frozenset,
) -> list[SheetLayout]:
    """The layout of each sheet, whether it carries something or not; tables beside each other are sheets.

    A sheet that carries nothing is looked at again with what vague headings mean in the others, and in the
    partner's earlier deliveries.
    """
    layouts = [layout for sheet in sheets for layout in _layouts_of(sheet, table, partner)]
    if all(layout.mappings or layout.header is None or layout.is_hidden for layout in layouts):
        return layouts
    shown = frozenset(
        (table.key(layout.header.headings[position]), field)
        for layout in layouts
        for mapping in layout.mappings
        for field, position in mapping.columns.items()
        if layout.header is not None and mapping.record_type in ALONE_TYPES
    )
    for meanings in (shown | _shown_by_codes(layouts, table, partner), earlier()):
        layouts = [_with_meanings(layout, partner, meanings) for layout in layouts]
    return layouts


def _layouts_of(sheet: Sheet, table: HeadingTable, partner: str | None) -> list[SheetLayout]:
    header = find_first_header(sheet.preview, table.knows, lambda row: bool(map_sheet(row, table, partner)))
    if header is None:
        return [SheetLayout(sheet, None, (), table)]
    groups = groups_beside(header, sheet.preview)
    if len(groups) > 1 and all(
        map_sheet(header.headings[first:last], table, partner) for first, last in groups
    ):
        return [
            layout
            for part in tables_beside(sheet.as_grid(), groups)
            for layout in _layouts_of(part, table, partner)
        ]
    return [SheetLayout(sheet, header, tuple(map_sheet(header.headings, table, partner)), table)]


def _shown_by_codes(layouts: Sequence[SheetLayout], table: HeadingTable, partner: str | None) -> Meanings:
    """What a vague heading means by what stands below it: nothing but codes of one list of the file."""
    codes: dict[str, set[str]] = {}
    for layout in layouts:
        for mapping in layout.mappings:
            if mapping.record_type in ALONE_TYPES:
                for field in _OWN_CODES & mapping.columns.keys():
                    codes.setdefault(field, set()).update(layout.values(mapping.columns[field]))
    found = set()
    for layout in layouts:
        headings = layout.header.headings if layout.header is not None and not layout.mappings else ()
        for position, key in enumerate(map(table.key, headings)):
            vague = {field for name in MAIN_TYPES for _, field in table.options(key, name, partner)}
            values = set(layout.values(position))
            fields = [field for field in codes.keys() & vague if values and values <= codes[field]]
            found |= {(key, field) for field in fields if len(fields) == 1}
    return frozenset(found)


def _with_meanings(layout: SheetLayout, partner: str | None, meanings: Meanings) -> SheetLayout:
    if layout.mappings or layout.header is None:
        return layout
    mappings = map_sheet(layout.header.headings, layout.table, partner, meanings)
    return replace(layout, mappings=tuple(mappings))


def usable_layouts(layouts: Sequence[SheetLayout], partner: str | None) -> None:
    """Raise RefusalError if no sheet carries a record type, or one has a used heading more than once."""
    for layout in layouts:
        if not layout.is_hidden:
            _check_repeated(layout)
    if any(layout.mappings and not layout.is_hidden for layout in layouts):
        return
    headed = [layout for layout in layouts if layout.header is not None]
    if any(layout.mappings for layout in layouts):
        raise RefusalError(
            "i fogli con dati sono nascosti: mostrarli (Scopri foglio), salvare e riconsegnare il file"
        )
    if not headed:
        raise RefusalError(
            "nessuna riga di intestazione trovata: la tabella deve avere una riga con i nomi delle colonne"
        )
    best = max(headed, key=lambda layout: layout.header.known if layout.header else 0)
    where = f"foglio «{best.sheet.name}», " if best.sheet.name else ""
    hint = what_lacks(best, partner)
    register = (
        " (da «registro» si accetta solo il registro delle reti)" if partner == REGISTER_PARTNER else ""
    )
    raise RefusalError(
        f"nessun tipo di record riconosciuto{register}: {where}intestazioni alla riga {best.header_row}; "
        f"{hint}. Correggere le intestazioni, o chiedere a chi segue il programma di farle conoscere"
    )


def _check_repeated(layout: SheetLayout) -> None:
    """Which of two columns of one name is meant, nobody can tell: none may be left out in silence."""
    used = {position for mapping in layout.mappings for position in mapping.columns.values()}
    positions: dict[str, list[int]] = {}
    headings = () if layout.header is None else layout.header.headings
    for position, heading in enumerate(headings):
        positions.setdefault(heading_key(heading), []).append(position)
    for key, same in positions.items():
        if key and used.intersection(same) and not used.issuperset(same):
            where = f"foglio «{layout.sheet.name}», " if layout.sheet.name else ""
            places = " e ".join(str(position + 1) for position in same)
            raise RefusalError(
                f"{where}l’intestazione «{headings[same[0]].strip()}» compare più volte (colonne {places}): "
                "lasciarne una sola, o dare all’altra un nome suo"
            )


def layout_hash(code: str, described: object) -> str:
    """Changes when the same bytes would land otherwise."""
    return hashlib.sha256(f"{code}\n{json.dumps(described, ensure_ascii=True)}".encode()).hexdigest()
