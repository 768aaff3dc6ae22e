create table dim_kpis as select * exclude (version, valid_from) from read_csv('{seeds}/kpis.csv',
    types = {{'is_confirmed': 'boolean', 'is_register': 'boolean'}});
create table dim_partners as select partner_code, partner_name, is_lead::boolean as is_lead, sort_order
    from read_csv('{seeds}/partners.csv');
create table dim_provinces as
    select province_code, province_name, region_name, is_lombardy::boolean as is_lombardy,
        province_code in ('MI', 'LC', 'CO', 'MB', 'PV') as is_pal_territory
    from read_csv('{reference}/provinces.csv', all_varchar = true, nullstr = '')
    union all select '??', 'non nota', null, false, false;
create table fct_targets as select kpi_code, value::double as value, period_end::date as period_end,
    province_code, partner_code, version_date::date as version_date, is_confirmed::boolean as is_confirmed,
    true as is_current from read_csv('{seeds}/targets.csv', all_varchar = true);
update fct_targets set is_confirmed = true where kpi_code in ('firms_reached', 'networks_formed');
update fct_targets set value = 600 where kpi_code = 'firms_reached';
update fct_targets set value = 25 where kpi_code = 'networks_formed';
create table meta as select * from (values ('build_id', '{build}'), ('built_at', '2013-07-02T07:05:00'),
    ('build_date', '2013-07-02'), ('newest_received_at', '2013-06-30T10:00:00'),
    ('project_start', '2012-01-01'), ('project_end', '2013-06-30')) as t(key, value);
create table dim_deliveries as select partner_code || '-' || lpad(sort_order::varchar, 5, '0') as delivery_id,
    partner_code, 'contatti ' || partner_name || '.xlsx' as file_name,
    timestamp '2013-06-30 10:00:00' as received_at, 'landed' as status from dim_partners where sort_order < 8;
create table dim_sheets as select delivery_id, 1 as sheet_index, 'Contatti' as sheet from dim_deliveries;
create table dim_project as select date '2012-01-01' as start_date, date '2013-06-30' as end_date;
create table dim_firms as select 'f' || i as firm_id, 'IMPRESA ' || i || ' SRL' as firm_name, '25' as sector_code
    from range(1, 401) t(i);
create table fct_events as select null::varchar as event_id, null::varchar as title where false;
create table dim_desks as select partner_code as desk_code, 'Desk ' || partner_name as desk_name from dim_partners;
create table dim_networks as select 'n' || i as network_id, 'RETE ' || i as network_name from range(1, 41) t(i);

-- Deterministic, skewed towards Milano: every row is a hash of its number.
create table fct_kpi_evidence as
with rows as (
        select i, 1 + (hash(i) % 400 * (31 - sort_order) / 31)::int as firm,
            1 + (hash(i * 7) % 40 * (31 - sort_order) / 31)::int as network, dim_kpis.*
        from range({rows}) t(i), dim_kpis
        where way <> 'ratio' and not is_register and hash(i + sort_order) % 10 < (31 - sort_order) / 3.0),
    k as (select *, (hash(firm + 5) % 1000 / 1000.0) ** 1.8 as skew from rows)
select k.kpi_code, k.subject_type,
    case k.subject_type when 'firm' then 'f' || firm when 'network' then 'n' || network
        when 'membership' then 'n' || network || '/f' || firm else left(k.subject_type, 1) || i end as subject_id,
    case when k.subject_type = 'expense' then '??' else
        list_extract(['MI','MB','LC','CO','PV','BG','BS','VA','LO','CR','MN','SO','??','NA'], 1 + (skew * 14)::int % 14)
        end as province_code,
    list_extract(['assolombarda','lecco','alto_milanese','como','monza_brianza','pavia','polimi_tto'],
        1 + (hash(i + 1) % 7)::int) as partner_code,
    null::varchar as desk_code,
    case when k.subject_type in ('firm', 'membership') then 'f' || firm end as firm_id,
    case when k.subject_type in ('network', 'membership') then 'n' || network end as network_id,
    date '2012-01-01' + (hash(i * 3) % 546)::int as happened_on, null::date as ended_on,
    case when k.way = 'sum' then (hash(i) % 100000 / 100.0)::decimal(18, 2) end as amount,
    list_extract(['declared', 'documented', 'verified'], 1 + (hash(i) % 3)::int) as evidence_level,
    partner_code || '-' || '0000' || (1 + hash(i + 1) % 7) || '/1/' || (i + 2) as record_id
from k;
