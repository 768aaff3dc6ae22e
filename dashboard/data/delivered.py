"""The delivered rows behind a number that no KPI counts: facts of a month, outcomes, rules, budgets, members."""

from dataclasses import dataclass

import pandas as pd

from dashboard.data.asking import ask, run, written
from dashboard.data.evidence import SHOWN_ROWS
from dashboard.data.networks import PRESENT_MEMBERS
from publication.reader import Publication

# $partner is no filter where it is NULL; what $a and $b are stands above each kind.
OF_PARTNER = "($partner::varchar is null or list_contains(as_partners($partner), partner_code))"
KINDS = {
    # a day of the month: the dated facts in force
    "facts": f"""
        select * from (
            select record_id, 'contacts' as record_type, partner_code, contact_date as happened_on, firm_id,
                null::varchar as network_id, contact_kind as words from fct_contacts
            union all
            select record_id, 'events', partner_code, event_date, null, null, title from fct_events
            union all
            select record_id, 'services', partner_code, service_date, firm_id, network_id, service_kind
            from fct_services
            union all
            select record_id, 'expenses', partner_code, expense_date, null, null, category from fct_expenses
            union all
            select record_id, 'network_events', partner_code, event_date, null, network_id, network_event_kind
            from fct_network_events
        ) where {OF_PARTNER} and date_trunc('month', happened_on) = date_trunc('month', $a::date)""",
    # the outcome; a delivery, '' for all: the rows that do not count
    "outcome": f"""
        select record_id, record_type, rule_codes, settled_by_record_id, settled_by_delivery_id
        from fct_excluded_rows where outcome = $a and $b in ('', delivery_id) and {OF_PARTNER}""",
    # `accepted` or `received`; a delivery, '' for all: how many in each file, for these rows are not listed singly
    "counted": f"""
        select delivery_id as record_id, record_type, case $a when 'accepted' then accepted else received end as amount
        from fct_delivery_outcomes
        where $b in ('', delivery_id) and {OF_PARTNER}
            and case $a when 'accepted' then accepted else received end > 0""",
    # a day of the month of receipt: the rows rejected
    "arrival": f"""
        select e.record_id, e.record_type, e.rule_codes
        from fct_excluded_rows as e inner join (select delivery_id, received_at from dim_deliveries) using (delivery_id)
        where e.outcome = 'rejected' and {OF_PARTNER}
            and date_trunc('month', received_at) = date_trunc('month', $a::date)""",
    # the rule
    "rule": f"""select coalesce(record_id, delivery_id) as record_id, field
        from fct_issues where rule_code = $a and {OF_PARTNER}""",
    # the budget lines that hold
    "budget": f"""
        select record_id, 'budgets' as record_type, category as words, budget_eur::double as amount
        from fct_budgets where is_current and {OF_PARTNER}""",
    # the network; the province: members that have not left, where their first membership places them
    "members": f"""
        select record_id, 'network_members' as record_type, joined_date as happened_on, firm_id, network_id,
            member_role as words
        from ({PRESENT_MEMBERS}) where coalesce(province_code, '??') = $b""",
}
SUMMED = ("counted", "budget")  # whose figure is the sum of their amounts, else the number of rows

LISTED = """
with nothing as (
    select null::varchar as record_id, null::varchar as record_type, null::date as happened_on,
        null::varchar as firm_id, null::varchar as network_id, null::varchar as words, null::double as amount,
        null::varchar as rule_codes, null::varchar as field, null::varchar as settled_by_record_id,
        null::varchar as settled_by_delivery_id
    where false
),
delivered as (from nothing union all by name ({kind}))
select r.record_type, r.happened_on, f.firm_name, n.network_name, r.words, r.amount, r.rule_codes, r.field,
    d.partner_code, d.received_at, d.file_name, d.sheet, row_of(r.record_id) as row_number,
    settled.file_name as settled_file, row_of(r.settled_by_record_id) as settled_row
from delivered as r
left join dim_firms as f using (firm_id)
left join dim_networks as n on n.network_id = r.network_id
left join delivered_sheets as d on d.sheet_ref = sheet_of(r.record_id)
left join dim_deliveries as settled on settled.delivery_id = r.settled_by_delivery_id
order by d.received_at desc, r.record_id
"""


@dataclass(frozen=True)
class Delivered:
    """What such a number opens: rows of a kind (KINDS) of a partner, None for all; `title` names them."""

    kind: str
    title: str
    partner: str | None = None
    a: str = ""
    b: str = ""

    def parameters(self) -> dict[str, object]:
        """The query's arguments."""
        return {"partner": self.partner, "a": self.a, "b": self.b}

    def select(self) -> str:
        """The rows with their file, sheet and number."""
        return LISTED.format(kind=KINDS[self.kind])

    def as_sql(self) -> str:
        """The question that gives all of the rows."""
        return written(self.select(), self.parameters())


def count_delivered(publication: Publication, rows: Delivered) -> float:
    """The figure that the rows make: their number, or the sum of their amounts."""
    figure = "coalesce(sum(amount), 0)" if rows.kind in SUMMED else "count(*)"
    sql = f"select {figure}::double as figure from ({KINDS[rows.kind]})"
    return float(ask(publication, sql, **rows.parameters())["figure"].iloc[0])


def load_delivered(publication: Publication, rows: Delivered) -> pd.DataFrame:
    """The first SHOWN_ROWS rows, those received last first."""
    return ask(publication, f"{rows.select()} limit {SHOWN_ROWS}", **rows.parameters())


def load_all_delivered(publication: Publication, rows: Delivered) -> pd.DataFrame:
    """All of them, for a download; not kept, they may be many."""
    return run(publication, rows.select(), rows.parameters())
