"""Numbers and dates as Italians write them: 1.234,5, 30/06/2013, 30 giugno 2013."""

from collections.abc import Iterable
from datetime import date

from publication.figures import MISSING as MISSING
from publication.figures import format_date as format_date
from publication.figures import format_moment as format_moment
from publication.figures import format_number as format_number
from publication.figures import format_share as format_share
from publication.figures import format_value as format_value
from publication.figures import in_rome as in_rome

MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
A_RUN = 3  # months that are said by the first and the last


def format_long_date(day: date) -> str:
    """30 giugno 2013; the first of a month is `1º`."""
    return f"{'1º' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def format_month(day: date) -> str:
    """giugno 2013."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def format_short_month(day: date) -> str:
    """giu 13."""
    return f"{MONTHS[day.month - 1][:3]} {day:%y}"


def read_month(month: str) -> date:
    """`2013-06` -> its first day."""
    return date.fromisoformat(f"{month}-01")


def join_words(words: Iterable[str]) -> str:
    """`Como`, `Como e Pavia`, `Como, Lecco e Pavia`."""
    *first, last = list(words) or [MISSING]
    return f"{', '.join(first)} e {last}" if first else last


def join_months(months: Iterable[date]) -> str:
    """`mag 13 e giu 13`; three and more that follow each other by their ends: `da gen 12 ad apr 12 e giu 13`."""
    runs: list[list[date]] = []
    for month in sorted(months):
        if runs and _number(month) == _number(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    words: list[str] = []
    for run in runs:
        names = [format_short_month(month) for month in run]
        to = "ad" if names[-1].startswith("a") else "a"
        words += names if len(run) < A_RUN else [f"da {names[0]} {to} {names[-1]}"]
    return join_words(words)


def _number(month: date) -> int:
    return month.year * 12 + month.month
