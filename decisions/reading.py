"""People's decisions: CSV files read strictly, loaded as text into schema `decisions`."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import PalError

if TYPE_CHECKING:
    import duckdb

_SIGNED = ("author", "date", "reason")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "values": ("field", "spelling", "code", *_SIGNED),
    "deliveries": ("delivery_id", "decision", *_SIGNED),
    "corrections": ("partner", "record_type", "key", "field", "old_value", "new_value", *_SIGNED),
    "firms": ("a", "b", "decision", *_SIGNED),
    "networks": ("a", "b", "decision", *_SIGNED),
    "checks": ("record_id", "result", *_SIGNED),
    "headings": ("heading", "field", "record_type", "partner", "rank", "note", *_SIGNED),
}

_OPTIONAL: Mapping[str, frozenset[str]] = {
    "headings": frozenset({"record_type", "partner", "rank", "note", *_SIGNED}),
}
"""Columns that a file may leave out, or leave empty."""

_ALLOWED: Mapping[str, frozenset[str]] = {
    "deliveries": frozenset({"complete", "confirm", "withdraw"}),
    "firms": frozenset({"same", "different"}),
    "networks": frozenset({"same", "different"}),
}


class BadDecision(PalError):
    """A decisions file that cannot be read; names file and line."""


@dataclass(frozen=True)
class Decisions:
    """All decisions known by a day, per file, as text, in the order of COLUMNS."""

    rows: Mapping[str, Sequence[tuple[str | None, ...]]]


def withdrawn_deliveries(decisions: Decisions) -> frozenset[str]:
    """Ids of the deliveries that a person withdrew."""
    return frozenset(
        (row[0] or "").strip()
        for row in decisions.rows["deliveries"]
        if (row[1] or "").strip().casefold() == "withdraw"
    )


def read_decisions(folder: Path, known_on: date | None = None) -> Decisions:
    """Read every decisions file of `folder`; with `known_on`, only rows dated by that day, included.

    A file that is absent has no rows. Raises BadDecision where one is not as it should be.
    """
    return Decisions({name: _read_file(folder / f"{name}.csv", name, known_on) for name in COLUMNS})


def load_decisions(con: "duckdb.DuckDBPyConnection", decisions: Decisions, key: str) -> None:
    """Put the decisions and the key of the ids into schema `decisions`, replacing what was there."""
    con.execute("create schema if not exists decisions")
    for name, columns in COLUMNS.items():
        listed = ", ".join(f'"{column}" varchar' for column in columns)
        con.execute(f'create or replace table decisions."{name}" ({listed})')
        rows = decisions.rows[name]
        if rows:
            marks = ", ".join("?" for _ in columns)
            con.executemany(f'insert into decisions."{name}" values ({marks})', rows)
    con.execute("create or replace table decisions.id_key (key varchar)")
    con.execute("insert into decisions.id_key values (?)", [key])


def _read_file(path: Path, name: str, known_on: date | None) -> list[tuple[str | None, ...]]:
    if not path.exists():
        return []
    text = _decode(path)
    first_line = text.partition("\n")[0]
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        header = [heading.strip().lower() for heading in next(reader, [])]
        _check_header(path, name, header)
        rows: list[tuple[str | None, ...]] = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            decided, row = _read_row(path, reader.line_num, name, header, cells)
            if known_on is None or decided is None or decided <= known_on:
                rows.append(row)
    except csv.Error as error:
        raise BadDecision(f"{_place(path, reader.line_num)}: CSV non leggibile ({error}).") from None
    return rows


def _decode(path: Path) -> str:
    content = path.read_bytes()
    if b"\0" in content:
        raise BadDecision(f"{_place(path, 1)}: non è un file di testo; salvarlo come CSV UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _check_header(path: Path, name: str, header: list[str]) -> None:
    known = set(COLUMNS[name])
    missing = known - set(header) - _OPTIONAL.get(name, frozenset())
    if missing or set(header) - known or len(set(header)) < len(header):
        expected = ",".join(COLUMNS[name])
        raise BadDecision(f"{_place(path, 1)}: intestazioni diverse da quelle attese: {expected}.")


def _read_row(
    path: Path, line: int, name: str, header: list[str], cells: list[str]
) -> tuple[date | None, tuple[str | None, ...]]:
    """The day of a decision (None: it may be undated, and is) and its values in the order of COLUMNS."""
    if len(cells) != len(header):
        raise BadDecision(f"{_place(path, line)}: {len(cells)} valori invece di {len(header)}.")
    values = dict.fromkeys(COLUMNS[name], None) | {
        heading: cell.strip() or None for heading, cell in zip(header, cells, strict=True)
    }
    decided = _read_date(values["date"])
    undated = values["date"] is None and "date" in _OPTIONAL.get(name, frozenset())
    if decided is None and not undated:
        raise BadDecision(
            f"{_place(path, line)}: data «{values['date'] or ''}» non valida; scriverla AAAA-MM-GG."
        )
    if decided is not None:
        values["date"] = decided.isoformat()
    allowed = _ALLOWED.get(name)
    if allowed is not None and values["decision"] not in allowed:
        raise BadDecision(
            f"{_place(path, line)}: decisione «{values['decision'] or ''}» sconosciuta; "
            f"è una di: {', '.join(sorted(allowed))}."
        )
    return decided, tuple(values[column] for column in COLUMNS[name])


def _read_date(text: str | None) -> date | None:
    """A day as AAAA-MM-GG or, as Italian spreadsheets save it, GG/MM/AAAA."""
    day, _, month_and_year = (text or "").partition("/")
    month, _, year = month_and_year.partition("/")
    try:
        return date(int(year), int(month), int(day)) if year else date.fromisoformat(day)
    except ValueError:
        return None


def _place(path: Path, line: int) -> str:
    return f"decisions/{path.name}, riga {line}"
