"""Budgets and the reasons of cuts; what was spent are KPIs (values.py)."""

import pandas as pd

from dashboard.data.asking import Filters, ask
from publication.reader import Publication


def load_budgets(publication: Publication) -> pd.DataFrame:
    """The budget that holds, per partner and category: partner_code, category, budget_eur."""
    sql = """select partner_code, category, sum(budget_eur)::double as budget_eur
        from fct_budgets where is_current group by all order by all"""
    return ask(publication, sql)


def load_cuts(publication: Publication, filters: Filters) -> pd.DataFrame:
    """Claimed expenses of the window that were admitted for less: claimed, admitted, cut, reason, where."""
    sql = """
        select e.expense_date, e.partner_code, e.category, e.supplier_name, e.document_number,
            e.claimed_eur::double as claimed_eur, e.admitted_eur::double as admitted_eur,
            (e.claimed_eur - e.admitted_eur)::double as cut_eur, e.cut_reason, d.file_name,
            row_of(e.record_id) as row_number
        from fct_expenses as e
        left join delivered_sheets as d on d.sheet_ref = sheet_of(e.record_id)
        where e.admitted_eur < e.claimed_eur
            and ($since::date is null or e.expense_date >= $since)
            and ($until::date is null or e.expense_date <= $until)
            and ($partner::varchar is null or list_contains(as_partners($partner), e.partner_code))
        order by cut_eur desc"""
    return ask(publication, sql, since=filters.since, until=filters.until, partner=filters.partner)
