"""Deliveries: what came, what became of its rows, which rules were broken."""

import pandas as pd

from dashboard.data.asking import ask
from publication.reader import Publication

OUTCOMES = ("accepted", "superseded", "duplicate", "rejected", "ignored")
COUNTED = ", ".join(f"sum({outcome})::integer as {outcome}" for outcome in ("received", *OUTCOMES))


def load_deliveries(publication: Publication, partner: str | None) -> pd.DataFrame:
    """One row per delivery, newest first: what it is, its status, what was not read of it, its data's newest
    day, its rows by outcome."""
    sql = f"""
        select d.delivery_id, d.partner_code, d.file_name, d.received_at, d.status, d.reason, d.told,
            d.data_through, string_agg(o.record_type, ', ') as record_types, {COUNTED}
        from dim_deliveries as d inner join fct_delivery_outcomes as o using (delivery_id)
        where $partner::varchar is null or list_contains(as_partners($partner), d.partner_code)
        group by d.delivery_id, d.partner_code, d.file_name, d.received_at, d.status, d.reason, d.told,
            d.data_through, d.arrival_order
        order by d.arrival_order desc"""
    return ask(publication, sql, partner=partner)


def load_outcomes(publication: Publication, partner: str | None) -> pd.DataFrame:
    """Rows by outcome per partner."""
    sql = f"""select partner_code, {COUNTED} from fct_delivery_outcomes
        where $partner::varchar is null or list_contains(as_partners($partner), partner_code)
        group by partner_code order by partner_code"""
    return ask(publication, sql, partner=partner)


def load_quality_months(publication: Publication, partner: str | None) -> pd.DataFrame:
    """Per month of receipt (a day): rows received and rejected."""
    sql = """select date_trunc('month', received_at)::date as month, sum(received)::integer as received,
            sum(rejected)::integer as rejected
        from fct_delivery_outcomes
        where received_at is not null
            and ($partner::varchar is null or list_contains(as_partners($partner), partner_code))
        group by all order by month"""
    return ask(publication, sql, partner=partner)


def load_rules_broken(publication: Publication, partner: str | None) -> pd.DataFrame:
    """The rules broken, most often first: rule_code, severity, message_it, consequence_it, rows, deliveries."""
    sql = """select r.rule_code, r.severity, r.message_it, r.consequence_it, count(*)::integer as rows,
            count(distinct i.delivery_id)::integer as deliveries
        from fct_issues as i inner join dim_rules as r using (rule_code)
        where $partner::varchar is null or list_contains(as_partners($partner), i.partner_code)
        group by all order by r.severity, rows desc, r.rule_code"""
    return ask(publication, sql, partner=partner)


def load_rule_tasks(publication: Publication, partner: str | None) -> pd.DataFrame:
    """The rules on which somebody has to act: message, rows."""
    sql = """select any_value(r.message_it) as message, count(distinct i.record_id)::integer as rows
        from fct_issues as i inner join dim_rules as r using (rule_code)
        where r.is_task and ($partner::varchar is null or list_contains(as_partners($partner), i.partner_code))
        group by r.rule_code order by r.rule_code"""
    return ask(publication, sql, partner=partner)


def load_issue_rows(publication: Publication, rule: str, partner: str | None, limit: int) -> pd.DataFrame:
    """Where a rule was broken: partner, file, sheet, row, field; the values are in `pal issues`."""
    sql = f"""select i.partner_code, d.file_name, i.sheet, i.row_number, i.field, d.received_at
        from fct_issues as i left join dim_deliveries as d using (delivery_id)
        where i.rule_code = $rule
            and ($partner::varchar is null or list_contains(as_partners($partner), i.partner_code))
        order by d.received_at desc, d.file_name, i.sheet, i.row_number limit {limit:d}"""
    return ask(publication, sql, rule=rule, partner=partner)
