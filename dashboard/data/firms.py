"""The firms that count as reached, and whom each partner met where."""

import pandas as pd

from dashboard.data.asking import WINDOW, Filters, ask
from dashboard.data.evidence import MEETINGS
from publication.reader import Publication

LISTED = f"""
with reached as (
    select firm_id, min(happened_on) as reached_on from kpi_evidence(code := 'firms_reached', {WINDOW}) group by 1
),
assisted as (
    select firm_id, min(happened_on) as assisted_on from kpi_evidence(code := 'firms_assisted', {WINDOW}) group by 1
),
joined as (
    select firm_id, count(distinct network_id) as networks
    from kpi_evidence(code := 'network_memberships', {WINDOW}) group by 1
)
select f.firm_name, f.municipality_name, f.province_code, f.sector_code, f.size_class, f.codice_fiscale,
    reached.reached_on, assisted.assisted_on, coalesce(joined.networks, 0) as networks, f.firm_id
from reached
inner join dim_firms as f using (firm_id)
left join assisted using (firm_id)
left join joined using (firm_id)
where $search::varchar is null or contains(lower(strip_accents(
    concat_ws(' ', f.firm_name, f.municipality_name, f.codice_fiscale, f.partita_iva))), $search)
order by lower(strip_accents(f.firm_name)), f.firm_id
"""


def load_firms(publication: Publication, filters: Filters, search: str | None, limit: int) -> pd.DataFrame:
    """The first firms reached, by name; `search` is looked for, in small letters, in name, comune and codes."""
    sql = f"{LISTED} limit {limit:d}"
    return ask(publication, sql, search=search, **filters.parameters())


def count_firms(publication: Publication, filters: Filters, search: str | None) -> int:
    """How many firms the list has in full."""
    sql = f"select count(*) as firms from ({LISTED})"
    return int(ask(publication, sql, search=search, **filters.parameters())["firms"].iloc[0])


def load_meetings(publication: Publication, filters: Filters) -> pd.DataFrame:
    """Of each association: firms of its own province met by it alone, by it and others, by others alone, and firms
    elsewhere met by it. Counted from the evidence of firms_active; each firm is once in a row at most.

    Columns: partner_code, province_code, own_alone, own_shared, others_alone, elsewhere.
    """
    sql = f"""
        select m.partner_code, m.province_code,
            count(*) filter (meeting = 'own_alone') as own_alone,
            count(*) filter (meeting = 'own_shared') as own_shared,
            count(*) filter (meeting = 'others_alone') as others_alone,
            count(*) filter (meeting = 'elsewhere') as elsewhere
        from ({MEETINGS}) as m inner join dim_partners as p using (partner_code)
        group by m.partner_code, m.province_code, p.sort_order order by p.sort_order"""
    return ask(publication, sql, **filters.parameters())
