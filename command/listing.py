"""A listing on standard output, whole, as a table for people or as CSV or JSON for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from command.options import Format
from command.plain import plain_value
from publication.cells import plain_cell, printable


@dataclass(frozen=True)
class Listing:
    """Column names and rows in their order; the rows are gone through once.

    A table for people has Italian headings and words, unless they are to be `as_asked`.
    """

    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    as_asked: bool = False


def write_listing(listing: Listing, form: Format) -> None:
    """Write all rows; nothing is left out or cut."""
    if form is Format.JSON:
        _write_json(listing)
    elif form is Format.CSV:
        _write_csv(listing)
    else:
        from command.tables import print_table

        print_table(listing.columns, listing.rows, as_asked=listing.as_asked)


def _write_json(listing: Listing) -> None:
    names = _distinct(listing.columns)
    separator = "["
    for row in listing.rows:
        record = {name: plain_value(value) for name, value in zip(names, row, strict=True)}
        sys.stdout.write(separator + "\n" + _json(record))
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def _write_csv(listing: Listing) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([_csv_cell(name) for name in listing.columns])
    for row in listing.rows:
        writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: Any) -> Any:
    plain = plain_value(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, list | dict):
        return plain_cell(_json(plain))
    return plain_cell("\n".join(map(printable, plain.split("\n")))) if isinstance(plain, str) else plain


def _json(value: Any) -> str:
    """JSON as people read it, what is not printable escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def _distinct(columns: Sequence[str]) -> list[str]:
    """Column names made different, so that no value hides another in an object."""
    names: list[str] = []
    for column in columns:
        name, number = column, 1
        while name in names:
            name, number = f"{column}_{number}", number + 1
        names.append(name)
    return names
