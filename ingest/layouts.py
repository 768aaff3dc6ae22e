"""The layout of a delivered file: its sheets, their header rows, and what each sheet carries."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.header_rows import Header, find_header
from ingest.headings import HeadingTable, heading_key
from ingest.limits import Limits
from ingest.mapping import Mapping, explain_nothing, map_sheet
from ingest.record_types import REGISTER_PARTNER
from ingest.refusals import RefusalError
from ingest.sources import Sheet
from ingest.texts import read_text
from ingest.workbooks import is_workbook, read_workbook

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


@dataclass(frozen=True)
class SheetLayout:
    """One sheet, its header (None: none found) and the record types it carries, the main one first."""

    sheet: Sheet
    header: Header | None
    mappings: tuple[Mapping, ...]

    @property
    def header_row(self) -> int | None:
        """The header's row number as the user sees it."""
        return None if self.header is None else self.sheet.top + self.header.index

    def described(self) -> list[object]:
        """All that decides how the sheet lands, as plain values."""
        headings = [] if self.header is None else list(self.header.headings)
        types = [[one.record_type, one.is_main, sorted(one.columns.items())] for one in self.mappings]
        return [self.sheet.index, self.sheet.name, self.header_row, headings if types else [], types]


def open_sheets(path: Path, file_name: str, table: HeadingTable, limits: Limits) -> Sequence[Sheet]:
    """The sheets of a delivered file, whatever its container really is. Raises RefusalError."""
    ending = PurePosixPath(file_name).suffix.lower()
    if ending not in TEXT_ENDINGS + WORKBOOK_ENDINGS:
        known = ", ".join(one[1:].upper() for one in WORKBOOK_ENDINGS + TEXT_ENDINGS)
        raise RefusalError(f"formato «{ending or 'senza estensione'}» non previsto: consegnare {known}")
    size = path.stat().st_size
    if size == 0:
        raise RefusalError("il file è vuoto (0 byte): esportarlo di nuovo")
    if size > limits.file_bytes:
        raise RefusalError(f"il file supera {limits.file_bytes // 1024**2} MB: dividerlo in più file")
    with path.open("rb") as source:
        head = source.read(8)
    if is_workbook(head):
        sheets: Sequence[Sheet] = read_workbook(path.read_bytes(), limits)
        if not sheets:
            raise RefusalError("il file è vuoto: nessun foglio contiene celle compilate")
        return sheets
    if ending in (".xlsx", ".xlsm", ".xlsb", ".ods"):
        raise RefusalError(
            "il file è danneggiato o non è un foglio elettronico: aprirlo, salvarlo di nuovo e riconsegnarlo"
        )
    return read_text(path, table, limits)


def find_layouts(sheets: Sequence[Sheet], table: HeadingTable, partner: str | None) -> list[SheetLayout]:
    """The layout of each sheet, whether it carries something or not."""
    layouts = []
    for sheet in sheets:
        header = find_header(sheet.preview, table.knows)
        mappings = () if header is None else tuple(map_sheet(header.headings, table, partner))
        layouts.append(SheetLayout(sheet, header, mappings))
    return layouts


def usable_layouts(layouts: Sequence[SheetLayout], table: HeadingTable, partner: str | None) -> None:
    """Raise RefusalError if no sheet carries a record type, or one has a used heading more than once."""
    for layout in layouts:
        _check_repeated(layout)
    if any(layout.mappings for layout in layouts):
        return
    headed = [layout for layout in layouts if layout.header is not None]
    if not headed:
        raise RefusalError(
            "nessuna riga di intestazione trovata: la tabella deve avere una riga con i nomi delle colonne"
        )
    best = max(headed, key=lambda layout: layout.header.known if layout.header else 0)
    where = f"foglio «{best.sheet.name}», " if best.sheet.name else ""
    hint = explain_nothing(best.header.headings if best.header else (), table, partner)
    register = (
        " (da «registro» si accetta solo il registro delle reti)" if partner == REGISTER_PARTNER else ""
    )
    raise RefusalError(
        f"nessun tipo di record riconosciuto{register}: {where}intestazioni alla riga {best.header_row}; "
        f"{hint}. Correggere le intestazioni o aggiungerle a headings.csv"
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
                f"{where}l'intestazione «{headings[same[0]].strip()}» compare più volte (colonne {places}): "
                "lasciarne una sola, o dare all'altra un nome suo"
            )


def layout_hash(code: str, described: object) -> str:
    """Changes when the same bytes would land otherwise."""
    return hashlib.sha256(f"{code}\n{json.dumps(described, ensure_ascii=True)}".encode()).hexdigest()
