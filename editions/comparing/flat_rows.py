"""A comparison as flat rows, for `pal edition diff` and the dashboard."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from editions.comparing.comparison import CAUSES, Comparison, Difference

_PLACE = ("kpi_code", "measure", "province_code", "partner_code")
DIFFERENCE_COLUMNS = (*_PLACE, "value_a", "value_b", "difference", *CAUSES)
SUBJECT_COLUMNS = (*_PLACE, "subject_id", "subject_name", "movement", "contribution", "cause")


def difference_rows(
    comparison: Comparison, kpi_code: str | None, everything: bool
) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of DIFFERENCE_COLUMNS; only figures that differ, or whose subjects do, unless
    `everything`."""
    for one in comparison.differences():
        if (kpi_code is None or one.kpi_code == kpi_code) and (everything or is_different(one)):
            yield (
                one.kpi_code,
                one.measure,
                *_cells(one.split, one.cell),
                *(
                    None if value is None else plain(value)
                    for value in (one.value_a, one.value_b, one.difference)
                ),
                *(plain(one.causes.get(cause, Fraction(0))) for cause in CAUSES),
            )


def subject_rows(comparison: Comparison, kpi_code: str | None) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of SUBJECT_COLUMNS."""
    for one in comparison.subjects(kpi_code):
        yield (
            one["kpi_code"],
            one["measure"],
            *_cells(one["split"], one["cell"]),
            *(one[name] for name in ("counted_id", "subject_name", "movement", "contribution", "cause")),
        )


def is_different(one: Difference) -> bool:
    """Whether a figure differs, has come or gone, or stayed the same with other subjects."""
    return bool(one.causes) or (one.value_a is None) != (one.value_b is None)


def plain(amount: Fraction) -> int | float:
    """An exact amount as JSON has it."""
    return amount.numerator if amount.denominator == 1 else float(amount)


def _cells(split: str, cell: str) -> tuple[str | None, str | None]:
    return (cell if split == "province" else None, cell if split == "partner" else None)
