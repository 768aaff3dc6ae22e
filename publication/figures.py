"""Figures and days as Italians write them, in one way for the command, the dashboard, the reports and the brief.

Halves are rounded away from zero, as people and spreadsheets do it, and judged on the number as it is
written: 257.25 is a half to one decimal and 0.285 a half to 28.5%, though no float is exactly either.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

MISSING = "–"
ROME = ZoneInfo("Europe/Rome")
MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
A_RUN = 3  # months that are said by the first and the last


def format_number(value: float | None, decimals: int = 0, signed: bool = False) -> str:
    """1234.5 -> `1.234,5` with one decimal, `+1.234,5` signed; None and NaN -> `–`."""
    if value is None or value != value:
        return MISSING
    return _write(Decimal(str(value)), decimals, signed)


def format_value(value: float | None, unit: str, decimals: int) -> str:
    """A KPI's value with its sign: € and % stand beside the figure, other units in the label.

    A share comes as 0..1 and is shown times a hundred.
    """
    if value is None or value != value:
        return MISSING
    if unit == "%":
        return f"{_write(Decimal(str(value)) * 100, decimals)}%"
    return f"{format_number(value, decimals)}{' €' if unit.startswith('€') else ''}"


def format_share(value: float) -> str:
    """0.804 -> `80%`; never `100%` for what is not reached."""
    text = format_value(value, "%", 0)
    return "99%" if text == "100%" and value < 1 else text


def with_article(figure: str) -> str:
    """A figure as it is read aloud: `l’81%`, `lo 0%`, `il 20%`."""
    whole = figure.rstrip("%").partition(",")[0]
    if whole in ("1", "11") or whole.startswith("8"):
        return f"l’{figure}"
    return f"{'lo' if whole == '0' else 'il'} {figure}"


def format_date(day: date | str) -> str:
    """30/06/2013, of a day or its ISO text."""
    return f"{date.fromisoformat(day[:10]) if isinstance(day, str) else day:%d/%m/%Y}"


def format_moment(moment: datetime) -> str:
    """22/11/2013 alle 09:05, in the time of Rome; a moment without a zone is UTC."""
    local = in_rome(moment)
    return f"{format_date(local.date())} alle {local:%H:%M}"


def in_rome(moment: datetime) -> datetime:
    """The same moment by Rome's clock; one without a zone is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ROME)


def format_short_month(day: date) -> str:
    """giu 13."""
    return f"{MONTHS[day.month - 1][:3]} {day:%y}"


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


def _write(value: Decimal, decimals: int, signed: bool = False) -> str:
    rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}".translate(str.maketrans(",.", ".,"))
    if not rounded:
        return text
    return f"{'−' if value < 0 else '+' if signed else ''}{text}"
