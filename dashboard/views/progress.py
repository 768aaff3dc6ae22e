"""Avanzamento e spesa: targets against actuals with their pace, and the five amounts of the expenses."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import terms, text
from dashboard.charts.bars import Bar, draw_bars
from dashboard.data.asking import Filters
from dashboard.data.evidence import Rows
from dashboard.data.registry import load_partners
from dashboard.data.values import load_some_values, load_targets
from dashboard.filters import name_province
from dashboard.formats import format_long_date, format_share
from dashboard.parts.blocks import Table, show_block, show_table
from dashboard.parts.cards import show_cards
from dashboard.parts.expenses import INCURRED, show_amounts, show_cuts
from dashboard.parts.pace import find_paces, measure, pick_colour
from dashboard.targets import Pace, Target, describe_pace
from dashboard.view import View

COST = (INCURRED, "expenses_admitted_eur", "cost_per_firm_assisted_eur")


def draw(view: View) -> None:
    """Targets of the filters chosen, every target there is, expenses."""
    st.header(text.TARGETS, anchor=False)
    show_paces(view)
    show_all_targets(view)
    st.header(text.EXPENSES, anchor=False)
    show_cards(view, COST)
    show_amounts(view)
    st.subheader(text.CUTS, anchor=False)
    show_cuts(view)


def show_paces(view: View) -> None:
    """A bar and a sentence for each confirmed target; those to be confirmed apart, without judgement."""
    paces = find_paces(view)
    if not paces:
        st.info(text.NO_TARGET, icon=":material/info:")
        if view.filters.since is not None and view.filters.since > view.start:
            st.caption(text.VERDICT_WINDOW)
        return
    judged = {code: pace for code, pace in paces.items() if pace.target.is_confirmed}
    if judged:
        left, right = st.columns(2, gap="large")
        with left:
            show_bullets(view, judged)
        with right:
            for code, pace in judged.items():
                standing = terms.STANDINGS[pace.standing.value]
                st.markdown(
                    f"**{view.kpis[code].label}** ({standing})  \n{describe_pace(pace, view.kpis[code])}"
                )
        st.caption(text.TARGETS_NOTE.format(day=format_long_date(view.measured_on)))
    waiting = {code: pace for code, pace in paces.items() if not pace.target.is_confirmed}
    if waiting:
        st.subheader(text.TO_CONFIRM_TARGETS, anchor=False)
        show_unconfirmed(view, waiting)


def show_unconfirmed(view: View, paces: dict[str, Pace]) -> None:
    """Value and target side by side."""
    kpis = [view.kpis[code] for code in paces]
    frame = pd.DataFrame(
        {
            text.INDICATOR: [kpi.label for kpi in kpis],
            "Valore": [kpi.show(pace.value) for kpi, pace in zip(kpis, paces.values(), strict=True)],
            "Obiettivo da confermare": [
                kpi.show_target(pace.target.value) for kpi, pace in zip(kpis, paces.values(), strict=True)
            ],
            "Entro": [pd.Timestamp(pace.target.period_end) for pace in paces.values()],
        }
    )
    filters = replace(view.filters, since=view.start, until=view.measured_on)
    table = Table(
        frame,
        {},
        lambda row, _: Rows(kpis[row].code, filters),
        text.INDICATOR,
        figures={
            "Valore": [pace.value for pace in paces.values()],
            "Obiettivo da confermare": [pace.target.value for pace in paces.values()],
        },
    )
    show_table(view, "obiettivi_da_confermare", table)


def show_bullets(view: View, paces: dict[str, Pace]) -> None:
    """Each target as a bar of its share, the tick at the whole."""
    bars = [
        Bar(
            view.kpis[code].label,
            pace.share * 100,
            format_share(pace.share),
            pick_colour(pace, view.palette),
            100.0,
        )
        for code, pace in paces.items()
    ]
    filters = replace(view.filters, since=view.start, until=view.measured_on)
    opens = [Rows(code, filters) for code in paces]
    frame = pd.DataFrame(
        {
            text.INDICATOR: [bar.label for bar in bars],
            "Valore": [pace.value for pace in paces.values()],
            "Obiettivo": [pace.target.value for pace in paces.values()],
            "Raggiunto (%)": [bar.value for bar in bars],
            "A questo ritmo": [pace.expected for pace in paces.values()],
            "Come va": [terms.STANDINGS[pace.standing.value] for pace in paces.values()],
        }
    )
    show_block(
        view,
        "obiettivi",
        draw_bars(bars, view.palette),
        "Quota raggiunta degli obiettivi: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars),
        Table(frame, {}, lambda row, _: opens[row]),
        opens,
    )


def filters_of(view: View, target: Target) -> Filters:
    """What a target is measured by: from the start to the day of measuring, of its partner and province."""
    until = min(view.measured_on, target.period_end)
    return Filters(view.start, until, target.province_code, target.partner_code)


def show_all_targets(view: View) -> None:
    """Every target by KPI, partner and period, with its value on the day it is measured."""
    partners = load_partners(view.publication)
    chosen = view.filters
    targets = [
        target
        for target in load_targets(view.publication)
        if target.kpi_code in view.kpis
        and chosen.partner in (None, target.partner_code)
        and chosen.province in (None, target.province_code)
    ]
    targets.sort(
        key=lambda one: (list(view.kpis).index(one.kpi_code), one.partner_code or "", one.province_code or "")
    )
    rows, opens = [], []
    figures: dict[str, list[float | None]] = {"Valore": [], "Obiettivo": []}
    asked: dict[Filters, tuple[str, ...]] = {}
    for target in targets:
        filters = filters_of(view, target)
        asked[filters] = (*asked.get(filters, ()), target.kpi_code)
    for target in targets:
        kpi, filters = view.kpis[target.kpi_code], filters_of(view, target)
        value = load_some_values(view.publication, asked[filters], filters).get(kpi.code)
        pace = measure(view, target, value)
        rows.append(
            {
                text.INDICATOR: kpi.label,
                text.PARTNER: partners[target.partner_code].name
                if target.partner_code in partners
                else "tutti",
                text.PROVINCE: name_province(view.publication, target.province_code)
                if target.province_code
                else "tutte",
                "Entro": pd.Timestamp(target.period_end),
                "Valore": kpi.show(value),
                "Obiettivo": kpi.show_target(target.value),
                "Come va": describe_pace(pace, kpi) if target.is_confirmed else text.CONFIRM,
            }
        )
        figures["Valore"].append(value)
        figures["Obiettivo"].append(target.value)
        opens.append(Rows(kpi.code, filters))
    if rows:
        with st.expander("Tutti gli obiettivi, anche per partner e provincia", icon=":material/target:"):
            table = Table(pd.DataFrame(rows), {}, lambda row, _: opens[row], text.INDICATOR, figures=figures)
            show_table(view, "tutti_gli_obiettivi", table)
