"""The filters of every view, kept in the address, so that a link shows the same figures."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import text
from dashboard.as_text import as_text
from dashboard.data.asking import Filters
from dashboard.data.registry import (
    load_desks,
    load_partners,
    load_provinces,
    load_sectors,
    project_dates,
)
from dashboard.formats import format_month
from dashboard.periods import Period, last_day, list_months, list_periods
from publication.reader import Publication


def choose_filters(publication: Publication) -> Filters:
    """Draw the filters, the same on every page, and give what the reader chose."""
    partners = {partner.name: code for code, partner in load_partners(publication).items()}
    provinces = {name_province(publication, code): code for code in list_provinces(publication)}
    sectors = {f"{code} · {name}": code for code, name in load_sectors(publication).items()}
    start, end = project_dates(publication)
    known = {
        "periodo": list(list_periods(start, end)),
        "provincia": [text.ALL_PROVINCES, *provinces],
        "partner": [text.ALL_PARTNERS, *partners],
        "settore": [text.ALL_SECTORS, *sectors],
    }
    tell_unknown(known)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filtri"):
        period = choose_period(start, end)
        province = choose(text.PROVINCE, "provincia", text.ALL_PROVINCES, provinces)
        partner = choose(text.PARTNER, "partner", text.ALL_PARTNERS, partners)
        sector = choose(text.SECTOR, "settore", text.ALL_SECTORS, sectors)
        if any(st.session_state.get(key) not in (None, options[0]) for key, options in known.items()):
            st.button(
                text.CLEAR_FILTERS,
                icon=":material/filter_alt_off:",
                type="tertiary",
                on_click=clear_filters,
                args=({key: options[0] for key, options in known.items()},),
                width="content",
            )
    return Filters(period.since, period.until, province, partner, None, sector)


def clear_filters(everything: dict[str, str]) -> None:
    """Put every filter back to what shows all."""
    for key, label in everything.items():
        st.session_state[key] = label


def tell_unknown(known: dict[str, list[str]]) -> None:
    """Say what the address asks for that is not among what can be chosen; the lists would drop it silently."""
    for key, options in known.items():
        asked = st.query_params.get(key)
        if asked is not None and asked not in options:
            st.warning(
                text.UNKNOWN_IN_LINK.format(asked=f"{key} «{as_text(asked)}»"), icon=":material/link_off:"
            )


def choose(label: str, key: str, everything: str, options: dict[str, str]) -> str | None:
    """One list with its "all" first; gives the code of what was chosen."""
    chosen = st.selectbox(
        label, [everything, *options], key=key, bind="query-params", label_visibility="collapsed"
    )
    return options.get(chosen or everything)


def choose_period(start: date, end: date) -> Period:
    """Draw the choice of a period, with two months where the reader wants others."""
    periods = list_periods(start, end)
    label = st.selectbox(
        text.PERIOD, list(periods), key="periodo", bind="query-params", label_visibility="collapsed"
    )
    chosen = periods[label or text.ALL_PROJECT]
    if chosen is not None:
        return chosen
    months = {format_month(month): month for month in list_months(start, end)}
    last = len(months) - 1
    since = st.selectbox(text.FROM_MONTH, list(months), key="da", bind="query-params", width=160)
    until = st.selectbox(text.TO_MONTH, list(months), index=last, key="a", bind="query-params", width=160)
    first, second = sorted(months[label] for label in (since, until) if label)
    return Period(first, last_day(second))


def set_period(period: Period, project: Period) -> None:
    """Choose a period for the next drawing: by its name where it has one, else by its months."""
    start, end = project.since or date.min, project.until or date.max
    named = {found: label for label, found in list_periods(start, end).items() if found is not None}
    st.session_state["periodo"] = named.get(period, text.OTHER_PERIOD)
    if period not in named and period.since and period.until:
        st.session_state["da"], st.session_state["a"] = map(format_month, (period.since, period.until))


def list_provinces(publication: Publication) -> list[str]:
    """Lombardy's siglas, the project's territory first."""
    found = [one for one in load_provinces(publication).values() if one.is_lombardy]
    return [one.code for one in sorted(found, key=lambda one: (not one.is_pal_territory, one.code))]


def name_province(publication: Publication, code: str | None) -> str:
    """`LC · Lecco`, so that `NA` reads as Napoli; what is no province reads "Non nota"."""
    province = load_provinces(publication).get(code or "")
    return f"{province.code} · {province.name}" if province else text.UNKNOWN_PROVINCE


def name_sector(publication: Publication, code: str | None) -> str:
    """`25 · Fabbricazione di prodotti in metallo`; "Non noto" where there is none."""
    name = load_sectors(publication).get(code or "")
    return f"{code} · {name}" if name else text.UNKNOWN_SECTOR


def describe_filters(publication: Publication, filters: Filters) -> str:
    """The filters in words, to stand under a title or beside a file's table."""
    partners, desks = load_partners(publication), load_desks(publication)
    words = [Period(filters.since, filters.until).describe()]
    if filters.province:
        words.append(name_province(publication, filters.province))
    words.append(partners[filters.partner].name if filters.partner in partners else text.ALL_PARTNERS)
    if filters.desk:
        words.append(desks.get(filters.desk, text.NO_DESK))
    if filters.sector:
        words.append(name_sector(publication, filters.sector))
    return " · ".join(words)


def until_month(filters: Filters, month: date) -> Filters:
    """The same filters, cut to one month."""
    since, until = max(filters.since or month, month), min(filters.until or last_day(month), last_day(month))
    return replace(filters, since=since, until=until)
