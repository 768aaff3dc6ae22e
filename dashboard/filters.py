"""The filters of every view, kept in the address, so that a link shows the same figures."""

from datetime import date

import streamlit as st

from dashboard import text
from dashboard.data import Filters, find_day, load_partners
from dashboard.formats import format_month
from dashboard.periods import Period, last_day, list_months, list_periods
from warehouse.reader import Publication

DEFAULT_START, DEFAULT_END = date(2012, 1, 1), date(2013, 6, 30)


def choose_filters(publication: Publication) -> tuple[Filters, str]:
    """Draw the filters; give them, and in words for the line under the title."""
    partners = load_partners(publication)
    labels = {name: code for code, name in partners.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = choose_period(*project_dates(publication))
        partner = st.selectbox(
            text.PARTNER, [text.ALL_PARTNERS, *labels], key="partner", bind="query-params", width=320
        )
    words = partner if partner in labels else text.ALL_PARTNERS.lower()
    filters = Filters(period.since, period.until, labels.get(partner or ""))
    return filters, f"{period.describe()} · {words}"


def choose_period(start: date, end: date) -> Period:
    """Draw the choice of a period, with two months where the reader wants others."""
    periods = list_periods(start, end)
    label = st.selectbox(text.PERIOD, list(periods), key="periodo", bind="query-params", width=220)
    chosen = periods[label or text.ALL_PROJECT]
    if chosen is not None:
        return chosen
    months = {format_month(month): month for month in list_months(start, end)}
    last = len(months) - 1
    since = st.selectbox(text.FROM_MONTH, list(months), key="da", bind="query-params", width=180)
    until = st.selectbox(text.TO_MONTH, list(months), index=last, key="a", bind="query-params", width=180)
    first, second = sorted(months[label] for label in (since, until) if label)
    return Period(first, last_day(second))


def project_dates(publication: Publication) -> tuple[date, date]:
    """The project's first and last day, as published."""
    start, end = (find_day(publication, key) for key in ("project_start", "project_end"))
    return start or DEFAULT_START, end or DEFAULT_END
