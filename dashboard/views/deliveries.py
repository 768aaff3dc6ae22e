"""Consegne e qualità: who delivered what for which month, what became of it, which rules were broken."""

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.charts.bars import draw_columns, draw_stacks
from dashboard.charts.matrix import Cell, draw_matrix
from dashboard.data.asking import as_day, question_behind, records
from dashboard.data.delivered import Delivered
from dashboard.data.deliveries import OUTCOMES, load_outcomes, load_quality_months
from dashboard.data.months import months_question
from dashboard.data.registry import load_partners, load_reporting
from dashboard.formats import format_month, format_number, format_share, format_short_month
from dashboard.parts.blocks import Table, show_block
from dashboard.parts.delivery_lists import open_outcome, show_deliveries, show_rules
from dashboard.parts.nothing import tell_nothing
from dashboard.view import View
from publication.vocabularies import titles_of, words_of

TALLEST_SHARE = 0.05  # of rows rejected in a month, as high as the chart
SIGNS = {"on_time": "✓", "late": "!", "missing": "×", "expected": "·"}


def draw(view: View) -> None:
    """Calendar, outcomes, trend, rules, every delivery."""
    st.header(text.CALENDAR, anchor=False)
    show_calendar(view)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(text.OUTCOMES_HEADING, anchor=False)
        show_outcomes(view)
    with right:
        st.header(text.TREND, anchor=False)
        show_trend(view)
    st.header(text.RULES_BROKEN, anchor=False)
    show_rules(view)
    st.header(text.DELIVERY_LIST, anchor=False)
    show_deliveries(view)


def show_calendar(view: View) -> None:
    """Partners by months of the window: delivered in time, late, missing, not due yet."""
    partners = {
        code: one for code, one in load_partners(view.publication).items() if view.filters.has_partner(code)
    }
    found = [one for one in view.partner_months if one.partner_code in partners]
    if not found:
        tell_nothing(view)
        return
    months = sorted({one.month for one in found})
    places = {code: row for row, code in enumerate(partners)}
    palette, states = view.palette, words_of("state")
    colours = {
        "on_time": palette.done, "late": palette.behind, "missing": palette.act, "expected": palette.panel,
    }  # fmt: skip
    rows = [partner.short_name for partner in partners.values()]
    cells = [
        Cell(
            places[one.partner_code],
            months.index(one.month),
            SIGNS[one.state],
            colours[one.state],
            f"<b>{partners[one.partner_code].name}</b><br>{format_month(one.month)}: "
            f"{states[one.state]}<br>{format_number(one.fact_count)} fatti",
        )
        for one in found
    ]
    frame = pd.DataFrame(
        {
            text.PARTNER: [partners[one.partner_code].name for one in found],
            "Mese": [format_month(one.month) for one in found],
            "Stato": [states[one.state] for one in found],
            "C’è dal": pd.to_datetime(pd.Series([one.in_since for one in found])).dt.normalize(),
            "Entro": pd.to_datetime(pd.Series([one.due_on for one in found])),
            "Fatti": [float(one.fact_count) for one in found],
        }
    )
    opens = [
        Delivered(
            "facts",
            f"Fatti di {format_month(one.month)}, {partners[one.partner_code].name}",
            one.partner_code,
            one.month.isoformat(),
        )
        for one in found
    ]
    due, is_confirmed = load_reporting(view.publication)
    counted = {state: sum(one.state == state for one in found) for state in states}
    show_block(
        view,
        "calendario",
        draw_matrix(rows, [format_short_month(month) for month in months], cells, palette),
        f"{text.CALENDAR}: " + ", ".join(f"{states[state]} {count}" for state, count in counted.items()),
        Table(frame, {}, lambda row, _: opens[row], text.PARTNER, sql=months_question(view.filters)),
        opens,
        [text.CALENDAR_NOTE.format(day=due, confirm="" if is_confirmed else f" ({text.CONFIRM})")],
    )


def show_outcomes(view: View) -> None:
    """Rows by outcome, a bar for each partner."""
    outcomes = load_outcomes(view.publication, view.filters.partner)
    found = records(outcomes)
    found.sort(key=lambda row: -(row["received"] or 0))
    names = {code: one.short_name for code, one in load_partners(view.publication).items()}
    names |= words_of("sender")
    if not found:
        tell_nothing(view)
        return
    palette, named = view.palette, titles_of("outcome", plural=True)
    colours = (palette.done, palette.compared, palette.quantity[4], palette.act, palette.border)
    labels = [names.get(row["partner_code"], row["partner_code"]) for row in found]
    series = {
        named[outcome]: (colour, [float(row[outcome] or 0) for row in found])
        for outcome, colour in zip(OUTCOMES, colours, strict=True)
    }
    frame = pd.DataFrame(
        {
            text.PARTNER: labels,
            text.RECEIVED: [float(row["received"] or 0) for row in found],
            **{name: list(values) for name, (_, values) in series.items()},
        }
    )
    codes = {text.RECEIVED: "received"} | {named[outcome]: outcome for outcome in OUTCOMES}

    def open_cell(row: int, column: str) -> Delivered | None:
        if column not in codes:
            return None
        return open_outcome(codes[column], f"{column}, {labels[row]}", found[row]["partner_code"])

    show_block(
        view,
        "esiti_per_partner",
        draw_stacks(labels, series, palette),
        f"{text.OUTCOMES_HEADING}: "
        + ", ".join(f"{name.lower()} {format_number(sum(values))}" for name, (_, values) in series.items()),
        Table(frame, {}, open_cell, text.PARTNER, sql=question_behind(outcomes)),
        [open_cell(row, name) for name in series for row in range(len(found))],
        [text.OUTCOMES_NOTE],
    )


def show_trend(view: View) -> None:
    """The share of rows rejected, by month of receipt."""
    arrived = load_quality_months(view.publication, view.filters.partner)
    found = records(arrived)
    rows = [(as_day(row["month"]), int(row["received"]), int(row["rejected"])) for row in found]
    counted = [(month, received, rejected) for month, received, rejected in rows if month and received]
    if not counted:
        tell_nothing(view)
        return
    months = [month for month, _, _ in counted]
    shares = [rejected / received for _, received, rejected in counted]
    shown = [format_share(share) if share >= 0.01 or not share else "<1%" for share in shares]
    frame = pd.DataFrame(
        {
            "Mese di arrivo": [format_month(month) for month in months],
            "Ricevute": [float(received) for _, received, _ in counted],
            "Respinte": [float(rejected) for _, _, rejected in counted],
            "Respinte (%)": [share * 100 for share in shares],
        }
    )
    opens = [
        Delivered(
            "arrival",
            f"Respinte, arrivate in {format_month(month)}",
            view.filters.partner,
            month.isoformat(),
        )
        for month in months
    ]
    show_block(
        view,
        "respinte_per_mese",
        draw_columns(months, shares, shown, (), view.palette, TALLEST_SHARE, colour=view.palette.act),
        f"{text.TREND}: " + ", ".join(f"{format_month(m)} {s}" for m, s in zip(months, shown, strict=True)),
        Table(frame, {}, lambda row, _: opens[row], sql=question_behind(arrived)),
        opens,
    )
