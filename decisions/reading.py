"""Decisions files read strictly: one that is not as it should be is refused with its line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from decisions.files import BUILDING, FILES, SIGNED, DecisionFile
from decisions.texts import NotText, Text, decode, find_separator, records
from storage.errors import PalError

Row = dict[str, str]
"""A decision by column, as text, empty where nothing is said; days as AAAA-MM-GG."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ITALIAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SIGNS = {"author": "chi ha deciso", "date": "il giorno", "reason": "il motivo"}


class BadDecision(PalError):
    """A decisions file that cannot be used; names file and line."""


@dataclass(frozen=True)
class Sheet:
    """A decisions file as it stands: its text, how it separates cells, its headings, its rows with the line
    of each."""

    text: Text
    separator: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]


@dataclass(frozen=True)
class Decisions:
    """The decisions that a warehouse is made from: per file its rows in the order of its columns, None where
    nothing is said."""

    rows: Mapping[str, Sequence[tuple[str | None, ...]]]


def withdrawn_deliveries(decisions: Decisions) -> frozenset[str]:
    """Ids of the deliveries that a person withdrew."""
    return frozenset(
        (row[0] or "").strip()
        for row in decisions.rows["deliveries"]
        if (row[1] or "").strip().casefold() == "withdraw"
    )


def read_decisions(folder: Path, known_on: date | None = None) -> Decisions:
    """Every file of `folder` that a warehouse is made from, with `known_on` as `read_rows` has it."""
    return Decisions(
        {
            name: [
                tuple(row[column] or None for column in FILES[name].columns)
                for row in read_rows(folder, name, known_on)
            ]
            for name in BUILDING
        }
    )


def read_rows(folder: Path, name: str, known_on: date | None = None) -> list[Row]:
    """The rows of a decisions file in the order written; none where there is no file. Raises BadDecision.

    With `known_on` only those dated by that day, included, or not dated.
    """
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    rows = [row for _, row in read_sheet(path, FILES[name]).rows]
    return [row for row in rows if known_on is None or row["date"] <= known_on.isoformat()]


def read_sheet(path: Path, file: DecisionFile) -> Sheet:
    """A file of this kind, wherever it is, empty where nothing is written in it. Raises BadDecision."""
    try:
        text = decode(path.read_bytes())
        separator = find_separator(text.text, lambda cell: _heading(cell) in file.columns)
        found = list(records(text.text, separator))
    except NotText as error:
        raise BadDecision(
            f"{place(path, error.line)}: non si legge come testo; salvarlo come CSV UTF-8."
        ) from None
    if not found:
        return Sheet(text, separator, (), ())
    (line, cells), *others = found
    header = _read_header(cells, file, place(path, line))
    rows = tuple((line, _read_row(cells, header, file, place(path, line))) for line, cells in others)
    return Sheet(text, separator, header, rows)


def place(path: Path, line: int) -> str:
    """Where a line of a decisions file is, for messages."""
    return f"{path.parent.name}/{path.name}, riga {line}"


def _heading(cell: str) -> str:
    return cell.strip().lower()


def _read_header(cells: Sequence[str], file: DecisionFile, where: str) -> tuple[str, ...]:
    header = tuple(map(_heading, cells))
    while not header[-1]:
        header = header[:-1]
    faults = [
        *(f"colonna sconosciuta «{one}»" for one in header if one not in file.columns),
        *(f"colonna «{one}» ripetuta" for one in dict.fromkeys(header) if header.count(one) > 1),
        *(f"manca la colonna «{one}»" for one in file.columns if one not in {*header, *file.optional}),
    ]
    if faults:
        raise BadDecision(f"{where}: {', '.join(faults)}; le colonne sono: {','.join(file.columns)}.")
    return header


def _read_row(cells: Sequence[str], header: Sequence[str], file: DecisionFile, where: str) -> Row:
    if len(cells) < len(header) or any(cells[len(header) :]):
        raise BadDecision(f"{where}: {len(cells)} valori invece di {len(header)}.")
    row = dict.fromkeys(file.columns, "") | dict(zip(header, cells, strict=False))
    for column in SIGNED:
        if not row[column] and column not in file.optional:
            raise BadDecision(f"{where}: manca {_SIGNS[column]} (colonna {column}).")
    for column in ("date", *file.days):
        if row[column]:
            row[column] = _read_day(row[column], f"{where}, colonna {column}").isoformat()
    for column, allowed in file.allowed.items():
        if row[column] not in allowed:
            raise BadDecision(
                f"{where}: {column} «{row[column]}» non vale; è uno di: {', '.join(sorted(allowed))}."
            )
    return row


def _read_day(text: str, where: str) -> date:
    """A day as AAAA-MM-GG or, as Italian spreadsheets save it, GG/MM/AAAA."""
    try:
        if found := _ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
            return date(year, month, day)
        if found := _ITALIAN.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise BadDecision(f"{where}: «{text}» non è una data; scriverla AAAA-MM-GG.")
