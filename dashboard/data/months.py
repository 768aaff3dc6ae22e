"""Which partners are in for which months, by the rule of the seed `reporting`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.data.asking import Filters, as_day, ask, records, remembered, written
from publication.reader import Publication


@dataclass(frozen=True)
class PartnerMonth:
    """A partner in a month; `state` is on_time, late, missing, or expected where it is not due yet."""

    partner_code: str
    month: date
    due_on: date
    fact_count: int
    in_since: datetime | None
    state: str

    @property
    def is_in(self) -> bool:
        """Whether the partner has delivered for the month."""
        return self.in_since is not None


def months_question(filters: Filters) -> str:
    """The SQL for every partner in every month of the window."""
    sql = """select partner_code, month_start as month, due_on, fact_count, in_since, state
        from partner_months(since := $since::date, until := $until::date) order by month_start, partner_code"""
    return written(sql, {"since": filters.since, "until": filters.until})


@remembered
def load_partner_months(publication: Publication, filters: Filters) -> list[PartnerMonth]:
    """Every partner in every month of the window."""
    rows = records(ask(publication, months_question(filters)))
    return [
        PartnerMonth(
            **row
            | {
                "month": as_day(row["month"]),
                "due_on": as_day(row["due_on"]),
                "in_since": None if pd.isna(row["in_since"]) else row["in_since"].to_pydatetime(),
            }
        )
        for row in rows
    ]


def find_provisional(months: Iterable[PartnerMonth]) -> set[date]:
    """The months that some partner has not delivered."""
    return {one.month for one in months if not one.is_in}


def find_absent(months: Iterable[PartnerMonth]) -> dict[str, list[date]]:
    """The partners that are not in for every month, with the months that they lack."""
    absent: dict[str, list[date]] = {}
    for one in months:
        if not one.is_in:
            absent.setdefault(one.partner_code, []).append(one.month)
    return absent
