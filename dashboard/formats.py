"""Numbers and dates as Italians write them: 1.234,5, 30/06/2013, 30 giugno 2013."""

from datetime import date

from publication.figures import MISSING as MISSING
from publication.figures import MONTHS as MONTHS
from publication.figures import format_date as format_date
from publication.figures import format_moment as format_moment
from publication.figures import format_number as format_number
from publication.figures import format_share as format_share
from publication.figures import format_short_month as format_short_month
from publication.figures import format_value as format_value
from publication.figures import in_rome as in_rome
from publication.figures import join_months as join_months
from publication.figures import join_words as join_words


def format_long_date(day: date) -> str:
    """30 giugno 2013; the first of a month is `1º`."""
    return f"{'1º' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def format_month(day: date) -> str:
    """giugno 2013."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def read_month(month: str) -> date:
    """`2013-06` -> its first day."""
    return date.fromisoformat(f"{month}-01")
