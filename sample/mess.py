"""How facts reach the project: in two deliveries, with corrections, repetitions, cancellations and errors.

Whatever is done here, the facts that finally hold are exactly those of the world.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sample.dice import Dice
from sample.rows import Cell, Row

CUT = date(2013, 3, 31)
"""What happened by this day stands in the first delivery, what came later in the second."""

COMPLETE_FIRST, COMPLETE_LAST = date(2013, 2, 1), date(2013, 2, 28)
"""The month that some partners deliver again, declared complete."""


@dataclass(slots=True)
class Deliveries:
    """One partner's rows of one record type."""

    first: list[Row] = field(default_factory=list)
    second: list[Row] = field(default_factory=list)
    complete: list[Row] = field(default_factory=list)
    spoilt: list[Row] = field(default_factory=list)
    """Rows of the first delivery that the second corrects."""


def split(rows: list[Row], date_field: str) -> Deliveries:
    """By the day on which they happened."""
    found = Deliveries()
    for row in rows:
        (found.first if day_of(row, date_field) <= CUT else found.second).append(row)
    return found


def day_of(row: Row, date_field: str) -> date:
    day = row[date_field]
    if not isinstance(day, date):
        raise TypeError(f"{date_field} is no date: {day!r}")
    return day


def correct(rng: Dice, deliveries: Deliveries, count: int, spoil: Callable[[Row], Row | None]) -> None:
    """Some rows were first delivered otherwise (`spoil`, None where it cannot), and then as they are."""
    for place in rng.sample(range(len(deliveries.first)), min(count, len(deliveries.first))):
        row = deliveries.first[place]
        spoilt = spoil(row)
        if spoilt is not None:
            deliveries.first[place] = spoilt
            deliveries.spoilt.append(spoilt)
            deliveries.second.append(row)


def repeat(rng: Dice, deliveries: Deliveries, count: int, *, within_file: bool = True) -> None:
    """Some rows come twice: in the second delivery, and two of them in the first one itself."""
    corrected = {id(row) for row in deliveries.spoilt}
    untouched = [row for row in deliveries.first if id(row) not in corrected]
    for place, row in enumerate(rng.sample(untouched, min(count, len(untouched)))):
        deliveries.second.append(row)
        if within_file and place < 2:
            deliveries.first.append(row)


def cancel(deliveries: Deliveries, extra: list[Row]) -> None:
    """Rows that were delivered and then withdrawn: the world never had them."""
    deliveries.first += extra
    deliveries.second += [row | {"cancelled": "sì"} for row in extra]


def with_errors(row: Row, code_field: str, prefix: str, date_field: str) -> list[Row]:
    """Rows that must be rejected, each for another reason."""
    wrong: list[tuple[str, Cell]] = [
        (date_field, "31/02/2013"),
        (date_field, "da definire"),
        (date_field, None),
        (date_field, date(2099, 12, 31)),
    ]
    return [
        row | {code_field: f"{prefix}-E{place}", name: value} for place, (name, value) in enumerate(wrong)
    ]
