"""The filters of every view, kept in the address, so that a link shows the same figures."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import text
from dashboard.address import asked, choose_many, is_asked, note_unknown, put
from dashboard.data.asking import Filters
from dashboard.data.registry import (
    load_desks,
    load_partners,
    load_provinces,
    load_sectors,
    project_dates,
)
from dashboard.formats import format_month, join_words
from dashboard.periods import (
    MONTHS,
    PROJECT,
    Choice,
    Period,
    last_day,
    list_months,
    list_periods,
    read_interval,
    write_interval,
)
from publication.reader import Publication

PERIOD, SECOND, PROVINCE, PARTNER, SECTOR = "periodo", "rispetto", "provincia", "partner", "settore"
BEFORE, YEAR_BEFORE = "prima", "anno-prima"  # second periods that follow the first


def choose_filters(publication: Publication, is_edition: bool) -> tuple[Filters, Period | None]:
    """Draw the filters, the same on every page; what the reader chose, and the second period if there is one.

    Of an edition an address without a period shows its own, so the whole project stands there as another would.
    """
    partners = {code: partner.name for code, partner in load_partners(publication).items()}
    provinces = {code: name_province(publication, code) for code in list_provinces(publication)}
    sectors = {code: f"{code} · {name}" for code, name in load_sectors(publication).items()}
    start, end = project_dates(publication)
    periods = list_periods(start, end)
    seconds = {BEFORE: Choice(text.PERIOD_BEFORE, None), YEAR_BEFORE: Choice(text.YEAR_BEFORE, None)}
    seconds |= {
        code: replace(one, label=text.AGAINST.format(period=one.label)) for code, one in periods.items()
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filtri"):
        code, chosen = choose_period(text.PERIOD, PERIOD, periods, start, end, is_edition)
        second_code, second = choose_period(text.SECOND, SECOND, seconds, start, end)
        province = choose_many(text.PROVINCE, PROVINCE, provinces, text.ALL_PROVINCES)
        partner = choose_many(text.PARTNER, PARTNER, partners, text.ALL_PARTNERS)
        sector = choose_many(text.SECTOR, SECTOR, sectors, text.ALL_SECTORS)
        if (code, second_code) != (PROJECT, BEFORE) or province or partner or sector:
            st.button(
                text.CLEAR_FILTERS,
                icon=":material/filter_alt_off:",
                type="tertiary",
                on_click=clear_filters,
                width="content",
            )
    period = chosen or Period(None, None)
    if second_code == YEAR_BEFORE:
        second = a_year_before(period)
    return Filters(period.since, period.until, province, partner, None, sector), second


def clear_filters() -> None:
    """Put every filter back to what shows all."""
    st.session_state[PERIOD], st.session_state[SECOND] = PROJECT, BEFORE
    for name in (PROVINCE, PARTNER, SECTOR):
        st.session_state[name] = []


def choose_period(
    label: str, name: str, choices: dict[str, Choice], start: date, end: date, is_said: bool = False
) -> tuple[str, Period | None]:
    """Draw the choice of a period, with two months where the reader wants others; its code and days, if it has any.

    A link may also ask for any days: they stand in the list as long as they are chosen. The address says the
    default only where asked to (`is_said`).
    """
    default = next(iter(choices))
    first, last = f"{name}_da", f"{name}_a"
    months = {f"{month:%Y-%m}": month for month in list_months(start, end)}
    if is_asked(name):
        take_period(name, choices, months, default)
    chosen_before = st.session_state.get(name, default)
    own = read_interval(chosen_before) if chosen_before not in choices else None
    if own is not None:
        choices = choices | {chosen_before: Choice(own.describe(), own)}
    elif chosen_before not in choices:
        st.session_state[name] = default
    code = st.selectbox(
        label,
        list(choices),
        key=name,
        format_func=lambda one: choices[one].label,
        label_visibility="collapsed",
    )
    period = choices[code or default].period
    if code == MONTHS:
        for key, place in ((first, 0), (last, -1)):
            if st.session_state.get(key) not in months:
                st.session_state[key] = list(months)[place]
        picked = [
            st.selectbox(
                words, list(months), key=key, format_func=lambda one: format_month(months[one]), width=160
            )
            for words, key in ((text.FROM_MONTH, first), (text.TO_MONTH, last))
        ]
        since, until = sorted(months[one or next(iter(months))] for one in picked)
        period = Period(since, last_day(until))
        put(name, write_interval(since, last_day(until)))
    else:
        put(name, "" if code == default and not is_said else code or "")
    return code or default, period


def take_period(name: str, choices: dict[str, Choice], months: dict[str, date], default: str) -> None:
    """Choose the period that the address asks for: one with a name, months, or days; else say so."""
    words = asked(name)
    named = {code.lower(): code for code in choices if code != MONTHS}
    own = read_interval(words)
    st.session_state[name] = named.get(words.lower(), default)
    if own is not None and own.since is not None and own.until is not None:
        since, until = f"{own.since:%Y-%m}", f"{own.until:%Y-%m}"
        if write_interval(own.since, own.until) == f"{since}..{until}" and {since, until} <= set(months):
            st.session_state[name] = MONTHS
            st.session_state[f"{name}_da"], st.session_state[f"{name}_a"] = since, until
        else:
            st.session_state[name] = words
    elif words and words.lower() not in named:
        note_unknown(name, words, "")


def set_period(period: Period, project: Period) -> None:
    """Choose a period for the next drawing: by its name where it has one, else by its days."""
    start, end = project.since or date.min, project.until or date.max
    named = {one.period: code for code, one in list_periods(start, end).items() if one.period is not None}
    if period in named:
        st.session_state[PERIOD] = named[period]
    elif period.since is not None and period.until is not None:
        st.session_state[PERIOD] = write_interval(period.since, period.until)


def a_year_before(period: Period) -> Period | None:
    """The same days of the year before; None where the period has no days."""
    if period.since is None or period.until is None:
        return None
    return Period(year_before(period.since), year_before(period.until))


def year_before(day: date) -> date:
    """The same day of the year before; the last of February stays the last."""
    if (day.month, day == last_day(day)) == (2, True):
        return last_day(day.replace(year=day.year - 1, day=1))
    return day.replace(year=day.year - 1)


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


def name_provinces(publication: Publication, codes: str | None) -> str:
    """`CO · Como e LC · Lecco`, of one code or several."""
    return join_words(name_province(publication, code) for code in (codes or "").split())


def describe_filters(publication: Publication, filters: Filters) -> str:
    """The filters in words, to stand under a title or beside a file's table."""
    partners, desks = load_partners(publication), load_desks(publication)
    words = [Period(filters.since, filters.until).describe()]
    if filters.province:
        words.append(name_provinces(publication, filters.province))
    names = [partners[code].name for code in filters.partners if code in partners]
    words.append(join_words(names) if names else text.ALL_PARTNERS)
    if filters.desk:
        words.append(desks.get(filters.desk, text.NO_DESK))
    if filters.sector:
        words.append(join_words(name_sector(publication, code) for code in filters.sector.split()))
    return " · ".join(words)


def until_month(filters: Filters, month: date) -> Filters:
    """The same filters, cut to one month."""
    since, until = max(filters.since or month, month), min(filters.until or last_day(month), last_day(month))
    return replace(filters, since=since, until=until)
