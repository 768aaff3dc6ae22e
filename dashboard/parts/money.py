"""The money in one look: what was spent of the budget, and how far it has come to be paid and admitted."""

from dataclasses import replace

import streamlit as st

from dashboard import text
from dashboard.data.asking import Filters
from dashboard.data.evidence import Rows
from dashboard.data.money import load_budgets
from dashboard.data.values import load_some_values, load_value
from dashboard.formats import format_number, format_share
from dashboard.parts.evidence import add_rows_button
from dashboard.view import View
from publication.kpis import list_expenses

INCURRED = "expenses_incurred_eur"


def show_money(view: View) -> None:
    """What was incurred, what has been of the budget of the partners chosen; the other amounts in a line.

    The budget is the whole project's: beside it stands what was incurred from the start, also over a later period.
    """
    filters = replace(view.filters, province=None, sector=None)
    amounts = list_expenses(view.kpis)
    values = load_some_values(view.publication, amounts, filters)
    incurred = values.get(INCURRED) or 0.0
    budgets = load_budgets(view.publication)
    if filters.partner is not None:
        budgets = budgets[budgets["partner_code"].isin(filters.partners)]
    budget = float(budgets["budget_eur"].sum())
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{text.MONEY}: {show_euro(incurred)}**")
            add_rows_button(Rows(INCURRED, filters), text.MONEY, place="spesa")
        if budget:
            so_far = incurred if view.is_from_start else load_incurred(view, replace(filters, since=None))
            words = text.MONEY_WORDS if so_far <= budget else text.MONEY_OVER
            told = words.format(
                share=format_share(so_far / budget),
                budget=show_euro(budget),
                left=show_euro(abs(budget - so_far)),
            )
            if not view.is_from_start:
                told = text.FROM_START.format(value=show_euro(so_far), words=told)
            st.progress(min(so_far / budget, 1.0), text=told)
        else:
            st.caption(text.NO_BUDGET)
        others = [code for code in amounts if code != INCURRED]
        st.caption(
            " · ".join(
                f"{view.kpis[code].short_label} {show_euro(values.get(code) or 0.0)}" for code in others
            )
        )


def load_incurred(view: View, filters: Filters) -> float:
    """What was incurred."""
    return load_value(view.publication, INCURRED, filters) or 0.0


def show_euro(amount: float) -> str:
    """Whole euros: `542.430 €`."""
    return f"{format_number(amount)} €"
