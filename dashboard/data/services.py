"""Services given, by partner and catalogue service, with hours and satisfaction; events held."""

import pandas as pd

from dashboard.data.asking import WINDOW, Filters, ask
from publication.reader import Publication


def load_service_matrix(publication: Publication, filters: Filters) -> pd.DataFrame:
    """partner_code, service_code (null where the catalogue has none for the kind) and services given."""
    sql = f"""
        select e.partner_code, c.service_code, count(distinct e.subject_id)::integer as services
        from kpi_evidence(code := 'services_delivered', {WINDOW}) as e
        inner join fct_services as s on s.record_id = e.record_id
        left join dim_services as c using (service_kind)
        group by all order by all"""
    return ask(publication, sql, **filters.parameters())


def load_satisfaction(publication: Publication, filters: Filters) -> pd.DataFrame:
    """Per partner (null: all of them, where they are several): answers, mean satisfaction, lowest and highest, from
    the services that count."""
    sql = f"""
        select partner_code, count(satisfaction) as answers, avg(satisfaction) as mean,
            min(satisfaction) as lowest, max(satisfaction) as highest, count(*) as services
        from (
            select distinct e.partner_code, s.record_id, s.satisfaction
            from kpi_evidence(code := 'services_delivered', {WINDOW}) as e
            inner join fct_services as s on s.record_id = e.record_id
        )
        group by grouping sets ((partner_code), ())
        having partner_code is not null or count(distinct partner_code) > 1
        order by partner_code nulls first"""
    return ask(publication, sql, **filters.parameters())


def load_events(publication: Publication, filters: Filters) -> pd.DataFrame:
    """The events that count, one row each though two partners delivered it, newest first.

    Columns: event_id, title, event_date, event_kind, municipality_name, province_code, attendees, firms (met
    there), partners (codes, parted by blanks).
    """
    sql = f"""
        with firms as (
            select v.event_id, count(distinct e.subject_id) as firms
            from kpi_evidence(code := 'firms_active') as e
            inner join fct_contacts as c using (record_id)
            inner join fct_events as v on v.partner_code = c.partner_code and v.event_code = c.event_code
            group by v.event_id
        )
        select v.event_id, min(v.event_date) as event_date, min_by(v.title, v.record_id) as title,
            min_by(v.event_kind, v.record_id) as event_kind,
            min_by(v.municipality_name, v.record_id) as municipality_name,
            min_by(v.province_code, v.record_id) as province_code, max(v.attendees) as attendees,
            coalesce(any_value(firms.firms), 0) as firms,
            string_agg(distinct v.partner_code, ' ' order by v.partner_code) as partners
        from (select distinct subject_id from kpi_evidence(code := 'events_held', {WINDOW})) as e
        inner join fct_events as v on v.event_id = e.subject_id
        left join firms using (event_id)
        group by v.event_id order by event_date desc, title"""
    return ask(publication, sql, **filters.parameters())
