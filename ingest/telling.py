"""What is told of a file that lands, all of its sheets together."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from ingest.encodings import NAMES
from ingest.marking import MarkedSheet
from ingest.named_otherwise import named_otherwise
from ingest.notes import Note, SheetNote, quoted
from ingest.unread import notes_on_layout


def file_notes(sheets: Sequence[MarkedSheet], partner: str | None, file_name: str) -> list[SheetNote]:
    """What is told of a file of this name whose sheets are these."""
    notes = []
    # The name of a file of several tables says nothing of each.
    name = PurePosixPath(file_name).stem if sum(sheet.stage is not None for sheet in sheets) == 1 else ""
    for sheet in sheets:
        is_copy = any(one.kind == "sheet_repeated" for one in sheet.notes)
        about = [*(() if is_copy else notes_on_layout(sheet.layout, partner, sheet.rows)), *sheet.notes]
        encoding = sheet.layout.sheet.encoding
        if encoding in NAMES and sheet.stage is not None:
            about.append(_encoding(sheet, encoding))
        if sheet.stage is not None:
            about += named_otherwise(sheet.layout, name, sheet.rows)
        notes += [SheetNote(sheet.layout.sheet.index, sheet.layout.sheet.name, one) for one in about]
    return notes


def _encoding(sheet: MarkedSheet, encoding: str) -> Note:
    """An encoding that was guessed is told with words that show whether the guess is right."""
    words = [word for row in sheet.layout.sheet.preview for cell in row for word in cell.split()]
    seen = list(dict.fromkeys(word for word in words if not word.isascii()))
    return Note("encoding", f"caratteri letti come {NAMES[encoding]}" + (f": {quoted(seen)}" if seen else ""))
