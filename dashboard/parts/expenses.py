"""The five amounts of the expenses, and what was claimed and not admitted."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.charts.bars import Bar, draw_bars
from dashboard.data.asking import question_behind, records
from dashboard.data.delivered import Delivered
from dashboard.data.evidence import Rows
from dashboard.data.money import load_budgets, load_cuts
from dashboard.data.registry import load_partners
from dashboard.data.values import Split, load_some_values, load_splits, split_question
from dashboard.parts.blocks import Table, show_block
from dashboard.parts.evidence import Opens
from dashboard.parts.nothing import tell_nothing
from dashboard.parts.sql_link import link_sql
from dashboard.parts.tables import offer_files, show_plain_table
from dashboard.view import View
from publication.kpis import list_expenses
from publication.vocabularies import words_of

INCURRED = "expenses_incurred_eur"


def show_amounts(view: View) -> None:
    """Budgeted, incurred, paid, claimed, admitted: of all as bars, by partner as a table."""
    filters = replace(view.filters, province=None, sector=None)
    partners = {
        code: partner
        for code, partner in load_partners(view.publication).items()
        if view.filters.has_partner(code)
    }
    budgets = dict.fromkeys(partners, 0.0)
    for row in records(load_budgets(view.publication)):
        if row["partner_code"] in budgets:
            budgets[row["partner_code"]] += row["budget_eur"]
    amounts = {code: view.kpis[code].short_label for code in list_expenses(view.kpis)}
    kpi, values = view.kpis[INCURRED], load_some_values(view.publication, tuple(amounts), filters)
    totals = {code: values.get(code) or 0.0 for code in amounts}
    bars = [Bar(text.BUDGETED, sum(budgets.values()), kpi.show(sum(budgets.values())), view.palette.context)]
    bars += [Bar(amounts[code], value, kpi.show(value), view.palette.done) for code, value in totals.items()]
    by_partner = load_splits(view.publication, Split.PARTNER, tuple(amounts), filters)
    frame = pd.DataFrame(
        {
            text.PARTNER: [partner.name for partner in partners.values()],
            text.BUDGETED: list(budgets.values()),
            **{
                amounts[code]: [values.get(partner) or 0.0 for partner in partners]
                for code, values in by_partner.items()
            },
        }
    )
    codes = {name: code for code, name in amounts.items()}

    def open_cell(row: int, column: str) -> Opens | None:
        partner = list(partners)[row]
        if column == text.BUDGETED:
            return Delivered("budget", f"{column}, {partners[partner].name}", partner)
        return Rows(codes[column], replace(filters, partner=partner)) if column in codes else None

    show_block(
        view,
        "spese",
        draw_bars(bars, view.palette),
        f"{text.EXPENSES}: " + ", ".join(f"{bar.label.lower()} {bar.shown}" for bar in bars),
        Table(
            frame,
            dict.fromkeys(frame.columns[1:], kpi.show),
            open_cell,
            text.PARTNER,
            sql=split_question(Split.PARTNER, tuple(amounts), filters),
        ),
        [
            Delivered("budget", text.BUDGETED, view.filters.partner),
            *(Rows(code, filters) for code in amounts),
        ],
        [text.EXPENSES_NOTE],
    )


def show_cuts(view: View) -> None:
    """Expenses admitted for less than claimed, with the reason given."""
    cuts = load_cuts(view.publication, view.filters)
    if cuts.empty:
        tell_nothing(view)
        return
    names = {code: partner.name for code, partner in load_partners(view.publication).items()}
    frame = pd.DataFrame(
        {
            "Data": pd.to_datetime(cuts["expense_date"]),
            text.PARTNER: cuts["partner_code"].map(names),
            "Categoria": cuts["category"].map(words_of("category")),
            "Fornitore": cuts["supplier_name"],
            "Documento": cuts["document_number"],
            "Rendicontato": cuts["claimed_eur"],
            "Ammesso": cuts["admitted_eur"],
            "Taglio": cuts["cut_eur"],
            "Motivo": cuts["cut_reason"],
            "File": cuts["file_name"],
            "Riga": cuts["row_number"].astype("Int64"),
        }
    )
    euro = view.kpis[INCURRED].show
    show_plain_table("tagli", frame, shows=dict.fromkeys(("Rendicontato", "Ammesso", "Taglio"), euro))
    with st.container(horizontal=True):
        offer_files("tagli", lambda: frame, [text.CUTS, view.words], "tagli")
        link_sql(question_behind(cuts))
