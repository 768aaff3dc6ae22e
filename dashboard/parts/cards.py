"""KPIs as cards and as panels of figures; each opens to its rows."""

from dataclasses import dataclass, replace
from math import ceil

import streamlit as st

from dashboard import text
from dashboard.charts.sparkline import draw_sparkline
from dashboard.data.evidence import Rows
from dashboard.data.values import Split, load_some_values, load_splits, load_values
from dashboard.formats import format_number, format_share, format_short_month, read_month
from dashboard.parts.evidence import add_rows_button
from dashboard.parts.sql_link import link_sql
from dashboard.view import View
from publication.kpis import Kpi
from publication.targets import Target, describe_share
from publication.vocabularies import words_of

RIGHT_GROUPS = ("networks", "register")  # of KPIs, in the right of two panels
SIGNS = {
    "reached": "green[:material/check_circle:",
    "behind": "orange[:material/trending_down:",
    "missed": "red[:material/cancel:",
}
"""How the words of a target begin that needs no bar, or whose bar would be green and is not in line."""


@dataclass(frozen=True)
class Change:
    """The value of one window and how much more the other one has."""

    earlier: float
    amount: float


def show_cards(view: View, codes: tuple[str, ...], abreast: int = 5) -> None:
    """A card for each KPI: value, change, trend by month, progress to target, how well it is proved, rows."""
    values, targets = load_some_values(view.publication, codes, view.filters), view.next_targets
    months, levels = (
        load_splits(view.publication, split, codes, view.filters) for split in (Split.MONTH, Split.LEVEL)
    )
    changes = find_changes(view, codes)
    abreast = min(abreast, len(codes))
    with st.container(key="cifre", gap="small"):
        columns = [
            column for _ in range(ceil(len(codes) / abreast)) for column in st.columns(abreast, gap="small")
        ]
    for column, code in zip(columns, codes, strict=False):
        kpi, value = view.kpis[code], values.get(code)
        with (
            column,
            st.container(border=True, height="stretch", vertical_alignment="distribute", gap="small"),
        ):
            show_metric(view, kpi, value, months[code], changes.get(code))
            show_progress(view, targets.get(code), kpi)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                show_proof(kpi, levels[code])
                rows = Rows(code, view.filters)
                add_rows_button(rows, kpi.label, place="cifra")
                link_sql(rows.as_sql(), f"*{text.SQL} {kpi.label}*")


def show_metric(
    view: View, kpi: Kpi, value: float | None, months: dict[str, float | None], change: Change | None
) -> None:
    """The figure, how it moved over the two windows compared, its months but the provisional ones."""
    provisional = {f"{month:%Y-%m}" for month in view.provisional}
    trend = {month: number or 0.0 for month, number in months.items() if month not in provisional}
    st.metric(
        kpi.label,
        kpi.show(value),
        delta=None if change is None else kpi.show_change(change.amount),
        delta_color="off",
        delta_arrow="off" if change is None or not change.amount else "up" if change.amount > 0 else "down",
        delta_description=None if change is None else describe_change(view, kpi, change),
        help="\n\n".join(filter(None, (kpi.describe(), describe_model_share(view, kpi)))),
    )
    if trend:
        words = f"{kpi.label} per mese: " + ", ".join(
            f"{format_short_month(read_month(month))} {kpi.show(number)}" for month, number in trend.items()
        )
        st.html(draw_sparkline(list(trend.values()), view.palette.context, words))


def describe_change(view: View, kpi: Kpi, change: Change) -> str | None:
    """Against what: the two windows compared, or the figure of the period chosen beside the first."""
    if view.second is not None:
        return text.AGAINST_FIGURE.format(figure=kpi.show(change.earlier))
    return view.comparison.describe() if view.comparison else None


def find_changes(view: View, codes: tuple[str, ...]) -> dict[str, Change]:
    """How the two windows compared differ, of the KPIs where both have a value."""
    if view.comparison is None:
        return {}
    windows = (view.comparison.current, view.comparison.previous)
    current, previous = (
        load_some_values(
            view.publication, codes, replace(view.filters, since=window.since, until=window.until)
        )
        for window in windows
    )
    both = {code: (current.get(code), previous.get(code)) for code in codes}
    return {
        code: Change(earlier, later - earlier)
        for code, (later, earlier) in both.items()
        if later is not None and earlier is not None
    }


def show_progress(view: View, target: Target | None, kpi: Kpi) -> None:
    """How a target stands, in the colour of its standing; what is not judged in grey.

    Over a period that begins after the project did it says the value from the start, which the target is about.
    """
    if target is None:
        st.caption(text.NO_TARGET)
        return
    words = describe_share(target, kpi)
    if target.standing is None or target.share is None:
        st.caption(words)
        return
    short = text.OF_TARGET.format(share=format_share(target.share), goal=kpi.show_target(target.target))
    if not view.is_from_start:
        short = text.FROM_START.format(value=kpi.show(target.value), words=short)
    if target.standing == "on_path":
        st.progress(max(0.0, min(target.share, 1.0)), text=f":gray[{short}]")
    else:
        st.markdown(f":{SIGNS[target.standing]} {short}]", help=words)


def show_proof(kpi: Kpi, cells: dict[str, float | None]) -> None:
    """How much of a figure is documented and how much verified, as shares of it."""
    total = sum(value or 0.0 for value in cells.values())
    if total and kpi.way != "ratio":
        shares = {
            level: format_share((cells.get(level) or 0.0) / total) for level in ("documented", "verified")
        }
        st.caption(text.DOCUMENTED.format(**shares))


def describe_model_share(view: View, kpi: Kpi) -> str | None:
    """How many firms are one because the identity model says so: a count of firms is as sure as that."""
    share = view.publication.meta.get("firms_by_model_share")
    if share is None or kpi.subject_type != "firm":
        return None
    percent = f"{format_number(float(share) * 100, 1)}%"
    return f"{text.BY_MODEL.format(share=percent)}. {text.BY_MODEL_HELP}"


def show_panels(view: View) -> None:
    """Every KPI in its group, two panels abreast."""
    values, targets = load_values(view.publication, view.filters), view.next_targets
    left, right = st.columns(2)
    for group, heading in words_of("kpi_group").items():
        known = [kpi for kpi in view.kpis.values() if kpi.group == group]
        place = right if group in RIGHT_GROUPS else left
        if known:
            with place, st.container(border=True, gap="small"):
                st.subheader(heading, anchor=False)
                for kpi in known:
                    show_figure(view, kpi, values.get(kpi.code), targets.get(kpi.code))


def show_figure(view: View, kpi: Kpi, value: float | None, target: Target | None) -> None:
    """One line of a panel: label, target in small, value, rows."""
    below = None if target is None else describe_share(target, kpi)
    if target is not None and below is not None and target.share is not None and not view.is_from_start:
        below = text.FROM_START.format(value=kpi.show(target.value), words=below)
    show_line(kpi.label, kpi.show(value), Rows(kpi.code, view.filters), kpi.describe(), below)


def show_line(
    label: str,
    value: str,
    rows: Rows,
    about: str | None = None,
    below: str | None = None,
    place: str = "card",
) -> None:
    """A label, what stands `below` it in small, its value at the right, its rows."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        with st.container(gap=None):
            st.markdown(label, help=about)
            if below is not None:
                st.caption(below)
        st.markdown(f"**{value}**", width="content", text_alignment="right")
        add_rows_button(rows, label, place)
