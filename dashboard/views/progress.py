"""Avanzamento e spesa: targets against actuals with their pace, and the five amounts of the expenses."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.charts.bars import Bar, draw_bars
from dashboard.data.registry import load_partners
from dashboard.filters import name_province
from dashboard.formats import format_long_date, format_share
from dashboard.parts.blocks import Table, show_block, show_table
from dashboard.parts.cards import show_cards
from dashboard.parts.expenses import INCURRED, show_amounts, show_cuts
from dashboard.parts.verdict import pick_colour
from dashboard.view import View
from publication.targets import Target, describe_pace, describe_standing

COST = (INCURRED, "expenses_admitted_eur", "cost_per_firm_assisted_eur")


def draw(view: View) -> None:
    """Targets of the filters chosen, every target there is, expenses."""
    st.header(text.TARGETS, anchor=False)
    show_paces(view)
    show_all_targets(view)
    st.header(text.EXPENSES, anchor=False)
    # Expenses have neither province nor sector: `show_amounts` says so.
    show_cards(replace(view, filters=replace(view.filters, province=None, sector=None)), COST)
    show_amounts(view)
    st.subheader(text.CUTS, anchor=False)
    show_cuts(view)


def show_paces(view: View) -> None:
    """A bar and a sentence for each target that is judged; the others apart, without judgement."""
    targets = list(view.next_targets.values())
    if not targets:
        st.info(text.NO_TARGET, icon=":material/info:")
        return
    judged = [target for target in targets if target.standing is not None]
    if judged:
        left, right = st.columns(2, gap="large")
        with left:
            show_bullets(view, judged)
        with right:
            for target in judged:
                kpi = view.kpis[target.kpi_code]
                st.markdown(f"**{kpi.label}** ({describe_standing(target)})  \n{describe_pace(target, kpi)}")
        day = max(target.measured_on for target in judged if target.measured_on is not None)
        st.caption(text.TARGETS_NOTE.format(day=format_long_date(day)))
    waiting = [target for target in targets if target.standing is None]
    if waiting:
        st.subheader(text.TO_CONFIRM_TARGETS, anchor=False)
        show_unjudged(view, waiting)


def show_unjudged(view: View, targets: list[Target]) -> None:
    """Value and target side by side."""
    kpis = [view.kpis[target.kpi_code] for target in targets]
    values = [view.value_of(target) for target in targets]
    frame = pd.DataFrame(
        {
            text.INDICATOR: [kpi.label for kpi in kpis],
            "Valore": [kpi.show(value) for kpi, value in zip(kpis, values, strict=True)],
            "Obiettivo": [kpi.show_target(one.target) for kpi, one in zip(kpis, targets, strict=True)],
            "Entro": [pd.Timestamp(target.period_end) for target in targets],
            "Perché": [describe_standing(target) for target in targets],
        }
    )
    rows = [view.rows_of(target) for target in targets]
    table = Table(
        frame,
        {},
        lambda row, _: rows[row],
        text.INDICATOR,
        figures=figures_of(targets, values),
        sql=view.targets_question,
    )
    show_table(view, "obiettivi_da_confermare", table)


def figures_of(targets: list[Target], values: list[float | None]) -> dict[str, list[float | None]]:
    """What the columns of values and targets are sorted by."""
    return {
        "Valore": values,
        "Obiettivo": [target.target for target in targets],
    }


def show_bullets(view: View, targets: list[Target]) -> None:
    """Each target as a bar of its share, the tick at the whole."""
    kpis = [view.kpis[target.kpi_code] for target in targets]
    shares = [1.0 if target.share is None else target.share for target in targets]
    bars = [
        Bar(kpi.label, share * 100, format_share(share), pick_colour(target, view.palette), 100.0)
        for kpi, target, share in zip(kpis, targets, shares, strict=True)
    ]
    opens = [view.rows_of(target) for target in targets]
    frame = pd.DataFrame(
        {
            text.INDICATOR: [bar.label for bar in bars],
            "Valore": [target.value for target in targets],
            "Obiettivo": [target.target for target in targets],
            "Raggiunto (%)": [bar.value for bar in bars],
            "A questo ritmo": [target.expected for target in targets],
            "Come va": [describe_standing(target) for target in targets],
        }
    )
    show_block(
        view,
        "obiettivi",
        draw_bars(bars, view.palette),
        "Quota raggiunta degli obiettivi: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars),
        Table(frame, {}, lambda row, _: opens[row], sql=view.targets_question),
        opens,
    )


def show_all_targets(view: View) -> None:
    """Every target by KPI, partner and period, with its value on the day it is measured."""
    partners = load_partners(view.publication)
    chosen = view.filters
    targets = [
        target
        for target in view.targets
        if target.kpi_code in view.kpis
        and (chosen.partner is None or target.partner_code in chosen.partners)
        and (chosen.province is None or target.province_code in chosen.provinces)
    ]
    values = [view.value_of(target) for target in targets]
    rows = []
    for target, value in zip(targets, values, strict=True):
        kpi = view.kpis[target.kpi_code]
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
                "Obiettivo": kpi.show_target(target.target),
                "Come va": describe_pace(target, kpi) if target.is_confirmed else text.CONFIRM,
            }
        )
    opens = [view.rows_of(target) for target in targets]
    if rows:
        with st.expander("Tutti gli obiettivi, anche per partner e provincia", icon=":material/target:"):
            table = Table(
                pd.DataFrame(rows),
                {},
                lambda row, _: opens[row],
                text.INDICATOR,
                figures=figures_of(targets, values),
                sql=view.targets_question,
            )
            show_table(view, "tutti_gli_obiettivi", table)
