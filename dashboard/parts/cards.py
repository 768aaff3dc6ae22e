"""KPIs as cards and as panels of figures; each opens to its rows."""

from collections.abc import Mapping

import streamlit as st

from dashboard import text
from dashboard.data import Filters, load_by_month, load_kpis, load_targets
from dashboard.filters import project_dates
from dashboard.kpis import Kpi
from dashboard.parts.evidence import add_rows_button
from dashboard.targets import Target, describe_target, find_target
from warehouse.reader import Publication

VALUE_WIDTH = 110  # pixels
Values = Mapping[str, float | None]
Targets = Mapping[str, Target]


def show_headline_cards(publication: Publication, values: Values, filters: Filters, targets: Targets) -> None:
    """The four figures to look at first: value, small trend by month, progress to target, rows."""
    kpis = load_kpis(publication)
    codes = [code for code in text.HEADLINES if code in kpis]
    for column, code in zip(st.columns(len(codes) or 1), codes, strict=False):
        kpi, value = kpis[code], values.get(code)
        with column, st.container(border=True, height="stretch", vertical_alignment="distribute"):
            with st.container(gap="small"):
                st.metric(
                    kpi.label,
                    kpi.show(value),
                    help=f"{kpi.describe()} {text.BARS}",
                    chart_data=load_by_month(publication, code, filters)["value"].tolist() or None,
                    chart_type="bar",
                )
                show_progress(targets.get(code), value, kpi)
            add_rows_button(code, text.OPEN_ROWS)


def show_progress(target: Target | None, value: float | None, kpi: Kpi) -> None:
    """A bar where the target is confirmed, words where it is not; one that is exceeded has its own sign."""
    if target is None:
        st.caption(text.NO_TARGET)
        return
    words = describe_target(target, value, kpi)
    share = (value or 0) / target.value if target.value else 0.0
    if not target.is_confirmed:
        st.caption(words)
    elif share >= 1:
        st.markdown(f":green[:material/check_circle: {words}]")
    else:
        st.progress(share, text=f":gray[{words}]")


def show_panels(publication: Publication, values: Values, targets: Targets) -> None:
    """Every KPI in its group, two panels abreast."""
    kpis = load_kpis(publication)
    grouped = {code for codes in text.GROUPS.values() for code in codes}
    others = tuple(code for code in kpis if code not in grouped)
    left, right = st.columns(2)
    for heading, codes in {**text.GROUPS, text.OTHER_GROUP: others}.items():
        known = [kpis[code] for code in codes if code in kpis]
        place = right if heading in text.RIGHT_GROUPS else left
        if known:
            with place, st.container(border=True, gap="small"):
                st.subheader(heading, anchor=False)
                for kpi in known:
                    show_figure(kpi, values.get(kpi.code), targets.get(kpi.code))


def show_figure(kpi: Kpi, value: float | None, target: Target | None) -> None:
    """One line of a panel: label, target in small, value, rows."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        with st.container(gap=None):
            st.markdown(kpi.label, help=kpi.describe())
            if target is not None:
                st.caption(describe_target(target, value, kpi))
        st.markdown(f"**{kpi.show(value)}**", width=VALUE_WIDTH, text_alignment="right")
        add_rows_button(kpi.code)


def find_targets(publication: Publication, filters: Filters) -> dict[str, Target]:
    """The target of each KPI that has one for these filters."""
    start, _ = project_dates(publication)
    offered: dict[str, list[Target]] = {}
    for target in load_targets(publication):
        if (target.partner_code, target.province_code) == (filters.partner, filters.province):
            offered.setdefault(target.kpi_code, []).append(target)
    found = {code: find_target(some, start, filters.since, filters.until) for code, some in offered.items()}
    return {code: target for code, target in found.items() if target is not None}
