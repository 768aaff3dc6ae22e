"""A person's decision written down: more rows in a decisions file, in the form that the file has."""

import stat
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from decisions.files import FILES, DecisionFile
from decisions.reading import Sheet, read_sheet
from decisions.texts import Text, encode, written
from storage.durable import write_bytes, write_text
from storage.errors import WrongUse
from storage.lock import writer_lock

_NEW = Sheet(Text("", b"", "utf-8"), ",", (), ())
_MODE = 0o600


def append(folder: Path, name: str, rows: Iterable[Mapping[str, str]], author: str, reason: str) -> Path:
    """Add rows to `folder/name.csv`, signed and dated today, in one step; gives the file.

    Encoding, separator, order of columns and mode stay as they are; where the encoding cannot write a
    character, or a column is missing, the file gets it. Writers wait for each other. Raises WrongUse where
    nobody signs or nothing is said, BadDecision where the file is not as it should be.
    """
    signed = {"author": named(author), "date": date.today().isoformat(), "reason": reasoned(reason)}
    added = [{**row, **signed} for row in rows]
    for value in (value for row in added for value in row.values()):
        _check_text(value)
    path = folder / f"{name}.csv"
    with writer_lock(folder / ".lock"):
        sheet = read_sheet(path, FILES[name]) if path.exists() else _NEW
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else _MODE
        write_bytes(path, encode(_with_rows(sheet, FILES[name], added), sheet.text), mode)
    return path


def write_rows(path: Path, file: DecisionFile, rows: Iterable[Sequence[str | None]]) -> None:
    """Write a whole file with these rows, each in the order of the columns, as they are."""
    lines = [file.columns, *([value or "" for value in row] for row in rows)]
    write_text(path, "".join(written(line, _NEW.separator) + "\n" for line in lines), _MODE)


def named(author: str) -> str:
    """Who signs; raises WrongUse where nobody does."""
    if not author.strip():
        raise WrongUse("--by: serve il nome di chi decide.")
    return author.strip()


def reasoned(reason: str) -> str:
    """Why it is done; raises WrongUse where nothing is said."""
    if not reason.strip():
        raise WrongUse("--why: serve un motivo, che resta scritto.")
    return reason.strip()


def _check_text(value: str) -> None:
    """Raise WrongUse for what no file can hold: what the terminal did not send as text, and NUL."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise WrongUse(f"«{value!a}»: non è testo leggibile; scriverlo di nuovo.") from None
    if "\0" in value:
        raise WrongUse(f"«{value!a}»: contiene un carattere nullo; scriverlo di nuovo.")


def _with_rows(sheet: Sheet, file: DecisionFile, rows: list[dict[str, str]]) -> str:
    """The file's text with more rows below it, and at its right the columns that it lacks for them."""
    header = sheet.header or file.columns
    lacking = tuple(
        column for column in file.columns if column not in header and any(row.get(column) for row in rows)
    )
    if lacking:
        old = [[*header, *lacking]]
        old += [[row[column] for column in header] + [""] * len(lacking) for _, row in sheet.rows]
        lines = [written(cells, sheet.separator) for cells in old]
    elif sheet.header:
        lines = [sheet.text.text.rstrip("\r\n")]
    else:
        lines = [written(header, sheet.separator)]
    lines += [
        written([row.get(column, "") for column in (*header, *lacking)], sheet.separator) for row in rows
    ]
    return "".join(line + sheet.text.line_end for line in lines)
