"""Networks: their list, their life by month, the provinces they join, one network in full, the register."""

import pandas as pd

from dashboard.data.asking import WINDOW, Filters, ask
from dashboard.data.evidence import Rows
from publication.reader import Publication

# Whose networks are listed, each as the first of these that counts it.
LISTED = "networks_formed networks_strengthened networks_active networks_in_incubation networks_opened"

# Of network $a the members that have not left, each by its first membership.
PRESENT_MEMBERS = """select distinct on (firm_id) * from bridge_network_members
    where network_id = $a and left_date is null order by firm_id, joined_date, record_id"""


def load_networks(publication: Publication, filters: Filters) -> pd.DataFrame:
    """The networks that any KPI of networks counts under these filters, with what is known of each.

    `counts_as` is the first of LISTED that counts it, `provinces` (parted by commas) where that one counts it.
    """
    sql = f"""
        with counted as (
            select network_id, kpi_code, list_position(kpi_codes($listed), kpi_code) as place,
                string_agg(distinct province_code, ', ' order by province_code) as provinces
            from (
                select network_id, kpi_code, unnest(string_split(province_code, ' ')) as province_code
                from kpi_delivered(code := $listed, {WINDOW})
            )
            group by all
        )
        select n.network_id, n.network_name, n.legal_kind, n.opened_date, n.signed_date, n.dissolved_date,
            n.member_count, arg_min(counted.provinces, place) as provinces,
            arg_min(counted.kpi_code, place) as counts_as,
            bool_or(counted.kpi_code = 'networks_formed') as is_formed,
            bool_or(counted.kpi_code = 'networks_strengthened') as is_strengthened, n.existed_before,
            n.is_in_register
        from counted inner join dim_networks as n using (network_id)
        group by all
        order by n.signed_date desc nulls last, n.network_name"""
    return ask(publication, sql, listed=LISTED, **filters.parameters())


def load_life(publication: Publication, filters: Filters) -> pd.DataFrame:
    """The life of networks by month (`YYYY-MM`): formed, strengthened and dissolved so far in the window, each network
    in the month that counts it first; in incubation at the month's end.
    """
    dissolved = Rows("networks_active", filters, "dissolved")
    sql = f"""
        with counted as (
            select 'dissolved' as what, subject_id, ended_on as counted_on from ({dissolved.select()})
            union all
            select kpi_code, subject_id, happened_on
            from kpi_evidence(code := 'networks_formed networks_strengthened', {WINDOW})
        ),
        firsts as (
            select strftime(counted_on, '%Y-%m') as month, count(*) filter (what = 'networks_formed') as formed,
                count(*) filter (what = 'networks_strengthened') as strengthened,
                count(*) filter (what = 'dissolved') as dissolved
            from (select what, subject_id, min(counted_on) as counted_on from counted group by all)
            group by all
        )
        select cell as month, coalesce(sum(formed) over by_then, 0)::double as formed,
            coalesce(value, 0)::double as in_incubation,
            coalesce(sum(strengthened) over by_then, 0)::double as strengthened,
            coalesce(sum(dissolved) over by_then, 0)::double as dissolved
        from kpi_cells(code := 'networks_in_incubation', split := 'month', {WINDOW})
        left join firsts on month = cell
        window by_then as (order by cell)
        order by cell"""
    return ask(publication, sql, **dissolved.parameters())


def load_pairs(publication: Publication, filters: Filters) -> pd.DataFrame:
    """Of the interprovincial networks formed: first, second (siglas, first <= second) and networks they share.

    A pair of a sigla with itself gives how many of them the province has. With a province chosen, only its pairs.
    """
    sql = """
        with placed as (
            select distinct network_id, province_code
            from kpi_evidence(code := 'networks_formed_interprovincial', since := $since::date,
                until := $until::date, partner := $partner::varchar, sector := $sector::varchar)
            where province_code in (select province_code from dim_provinces where is_lombardy)
        )
        select a.province_code as first, b.province_code as second, count(*)::integer as networks
        from placed as a inner join placed as b using (network_id)
        where a.province_code <= b.province_code
            and ($province::varchar is null
                or list_has_any(as_provinces($province), [a.province_code, b.province_code]))
        group by all order by all"""
    chosen = {key: value for key, value in filters.parameters().items() if key != "desk"}
    return ask(publication, sql, **chosen)


def load_sizes(publication: Publication, filters: Filters) -> pd.DataFrame:
    """One row: median and largest number of members of the active networks, and the largest one's id."""
    sql = f"""
        select median(members) as median, max(members) as largest, max_by(network_id, members) as largest_id from (
        select network_id, count(distinct subject_id) as members
        from kpi_evidence(code := 'network_memberships', {WINDOW}) group by network_id)"""
    return ask(publication, sql, **filters.parameters())


def load_published_counts(publication: Publication) -> pd.DataFrame:
    """Counts of network contracts that others published, oldest first."""
    return ask(publication, "from fct_published_counts order by counted_on, territory")


def load_members(publication: Publication, network_id: str) -> pd.DataFrame:
    """The delivered memberships of a network: firm, province, role, dates, partner, where it stands."""
    sql = """select f.firm_name, m.province_code, m.member_role, m.joined_date, m.left_date, m.evidence_level,
            m.partner_code, s.file_name, row_of(m.record_id) as row_number, m.firm_id, m.network_id
        from bridge_network_members as m
        inner join dim_firms as f using (firm_id)
        left join delivered_sheets as s on s.sheet_ref = sheet_of(m.record_id)
        where m.network_id = $network order by m.joined_date nulls first, f.firm_name"""
    return ask(publication, sql, network=network_id)


def load_member_places(publication: Publication, network_id: str) -> pd.DataFrame:
    """How many members of a network have not left, by the province that their first membership places them in."""
    sql = f"""
        select coalesce(province_code, '??') as province_code, count(*)::integer as members
        from ({PRESENT_MEMBERS})
        group by all order by members desc, province_code"""
    return ask(publication, sql, a=network_id)


def load_network_facts(publication: Publication, network_id: str) -> pd.DataFrame:
    """What happened to a network, by day: kind (opened, signed, joined, left, service, other event), words, source.

    Columns: happened_on, kind, detail, partner_code, file_name, row_number.
    """
    sql = """
        with facts as (
            select unnest([
                {'happened_on': n.opened_date, 'kind': 'opened', 'detail': null},
                {'happened_on': n.signed_date, 'kind': 'signed', 'detail': n.register_number},
                {'happened_on': n.dissolved_date, 'kind': 'dissolved', 'detail': null}
            ], recursive := true), r.partner_code, r.record_id
            from dim_networks as n inner join fct_network_reports as r using (network_id)
            where n.network_id = $network
            union all
            select unnest([
                {'happened_on': m.joined_date, 'kind': 'joined', 'detail': f.firm_name},
                {'happened_on': m.left_date, 'kind': 'left', 'detail': f.firm_name}
            ], recursive := true), m.partner_code, m.record_id
            from bridge_network_members as m inner join dim_firms as f using (firm_id)
            where m.network_id = $network
            union all
            select event_date, network_event_kind, null, partner_code, record_id
            from fct_network_events where network_id = $network
            union all
            select s.service_date, 'service', s.service_kind, s.partner_code, s.record_id
            from fct_services as s where s.network_id = $network
        )
        select facts.happened_on, facts.kind, facts.detail, facts.partner_code, d.file_name,
            row_of(facts.record_id) as row_number
        from facts left join delivered_sheets as d on d.sheet_ref = sheet_of(facts.record_id)
        where facts.happened_on is not null order by facts.happened_on, facts.kind, facts.detail"""
    return ask(publication, sql, network=network_id)
