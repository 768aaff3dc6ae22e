create table dim_kpis as select * exclude (version, valid_from) from read_csv('{seeds}/kpis.csv',
    types = {{'is_confirmed': 'boolean', 'is_register': 'boolean'}});
create table dim_codes as select vocabulary, code, sort_order::integer as sort_order, word_it, plural_it, sentence_it
    from read_csv('{seeds}/codes.csv', all_varchar = true);
create table dim_partners as select partner_code, partner_name, short_name, is_lead::boolean as is_lead,
    territory_province_code, sort_order from read_csv('{seeds}/partners.csv');
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
    timestamp '2013-06-30 10:00:00' as received_at, 'landed' as status, null::varchar as reason,
    case when partner_code = 'como' then 'non letto «Contatti» (3 righe): manca la data del contatto' end as told,
    partner_code = 'como' as has_loss,
    sort_order as arrival_order, date '2013-06-28' as data_through from dim_partners where sort_order < 8;
create table dim_sheets as select delivery_id, 1 as sheet_index, 'Contatti' as sheet from dim_deliveries;
create table dim_project as select date '2012-01-01' as start_date, date '2013-06-30' as end_date,
    15 as report_due_day, false as reporting_is_confirmed;
-- ACF (the eighth) has not delivered June 2013, Pavia delivered it late.
create table fct_partner_months as select partner_code, month_start, last_day(month_start) as month_end,
    (month_start + interval 1 month)::date + 14 as due_on, 3 as fact_count,
    case when partner_code = 'acf' and month_start = date '2013-06-01' then null
        when partner_code = 'pavia' then month_start + interval 60 day
        else month_start + interval 20 day end as in_since
    from dim_partners, (select unnest(generate_series(date '2012-01-01', date '2013-06-01', interval 1 month))::date
        as month_start);
create table dim_rules as select rule_code, severity, field, is_told, is_task, threshold, message_it, consequence_it from read_csv('{seeds}/rules.csv');
create table fct_issues as select d.delivery_id, d.partner_code, d.delivery_id || '/1/' || i as record_id,
    'Contatti' as sheet, i::integer as row_number, 'date_unreadable' as rule_code, 'reject' as severity,
    'contact_date' as field from dim_deliveries as d, range(2, 5) t(i);
create table fct_delivery_outcomes as select delivery_id, partner_code, 'contacts' as record_type, 100 as received,
    80 as accepted, 3 as rejected, 10 as superseded, 6 as duplicate, 1 as ignored, received_at from dim_deliveries;
create table fct_excluded_rows as select delivery_id || '/1/9' as record_id, 'contacts' as record_type, partner_code,
    delivery_id, 'superseded' as outcome, null::varchar as settled_by_record_id, delivery_id as settled_by_delivery_id,
    true as is_gone, received_at + interval 1 day as settled_at, null::varchar as rule_codes from dim_deliveries
    union all
    select delivery_id || '/1/' || i, 'contacts', partner_code, delivery_id, 'rejected', null, null, null, null,
        'date_unreadable' from dim_deliveries, range(2, 5) t(i);
create table fct_published_counts as select territory, province_code, counted_on::date as counted_on, networks, firms,
    counting_rule_it, source from read_csv('{seeds}/published_counts.csv');
create table dim_services as select service_code, service_name, service_kind, service_level, false as is_confirmed
    from read_csv('{seeds}/service_catalogue.csv');
create table dim_sectors as select '25' as sector_code, 'Fabbricazione di prodotti in metallo' as sector_name;
create table dim_kpi_models as select kpi_code, kpi_code as model_name, 'kpi' as layer, 1 as step from dim_kpis
    where way <> 'ratio';
create table fct_budgets as select partner_code || '-00001/1/2' as record_id, partner_code, 'staff' as category, 50000.0 as budget_eur, true as is_current
    from dim_partners;
create table fct_expenses as select 'lecco-00002/1/2' as record_id, 'lecco' as partner_code,
    date '2012-05-01' as expense_date, 'staff' as category, 100.0 as incurred_eur, 100.0 as paid_eur,
    100.0 as claimed_eur, 80.0 as admitted_eur, 'oltre il limite' as cut_reason, 'Ditta S.r.l.' as supplier_name,
    '7/12' as document_number;
create table dim_firms as select 'f' || i as firm_id, 'IMPRESA ' || i || ' SRL' as firm_name, '25' as sector_code,
    'LC' as province_code, 'Lecco' as municipality_name, lpad(i::varchar, 11, '0') as codice_fiscale,
    null::varchar as partita_iva, case when i % 3 = 0 then 'micro' end as size_class from range(1, 401) t(i);
create table fct_events as select 'lecco-00002/1/6' as record_id, 'e1' as event_id, 'E1' as event_code, 'Reti e credito' as title, date '2012-05-01' as event_date,
    'seminario' as event_kind, 'Lecco' as municipality_name, 'LC' as province_code, 40 as attendees,
    'lecco' as partner_code where {rows} > 0;
create table dim_desks as
    select partner_code as desk_code, 'Desk ' || partner_name as desk_name, partner_code from dim_partners;
create table dim_networks as select 'n' || i as network_id, 'RETE ' || i as network_name,
    'rete_contratto' as legal_kind, date '2012-02-01' as opened_date, date '2012-05-01' as signed_date,
    case when i % 9 = 0 then date '2013-02-01' end as dissolved_date, 3 as member_count, false as existed_before,
    i % 2 = 0 as is_in_register, '12/34' as register_number from range(1, 41) t(i);
create table bridge_network_members as select 'n' || i as network_id, 'f' || (i * 3 + j) as firm_id,
    case j when 0 then 'LC' when 1 then 'MI' else 'NA' end as province_code, 'member' as member_role,
    date '2012-05-01' as joined_date, null::date as left_date, 'declared' as evidence_level, 'lecco' as partner_code,
    'lecco-00002/1/' || (i + j) as record_id from range(1, 41) t(i), range(3) u(j);
create table bridge_network_presences as select network_id, firm_id, province_code, null::date as present_from,
    null::date as present_until, false as is_register from bridge_network_members;
create table fct_network_reports as select network_id, 'lecco' as partner_code, 'lecco-00002/1/4' as record_id
    from dim_networks;
create table fct_network_events as select network_id, date '2012-09-01' as event_date,
    'modified' as network_event_kind, 'lecco' as partner_code, 'lecco-00002/1/5' as record_id from dim_networks;
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
    partner_code || '-' || '0000' || (1 + hash(i + 1) % 7) || '/1/' || (i + 2) as record_id,
    coalesce(case when k.subject_type in ('firm', 'membership') then '25' end, '??') as sector_code,
    coalesce(case when k.subject_type in ('firm', 'membership') and firm % 3 = 0 then 'micro' end, '??')
        as size_class,
    -- Known since the month after it happened, but the newest, which came with the last delivery.
    least(happened_on + interval 40 day, timestamp '2013-06-30 10:00:00') as known_at
from k;
create table fct_services as select distinct record_id, 'legal' as service_kind, partner_code, network_id,
    happened_on as service_date, 4 as satisfaction, null::varchar as firm_id,
    false as is_firm_own from fct_kpi_evidence where kpi_code = 'services_delivered';
create table fct_contacts as select distinct record_id, firm_id, partner_code, happened_on as contact_date,
    'meeting' as contact_kind, 'E1' as event_code, true as is_reaching, true as is_evidence
    from fct_kpi_evidence where kpi_code = 'firms_active';
alter table fct_kpi_evidence add column subject_number integer;
update fct_kpi_evidence as e set subject_number = shared.number
from (
    select kpi_code, counted_id, row_number() over (order by kpi_code, counted_id)::integer as number
    from (
        select kpi_code, case when way = 'sum' then record_id else subject_id end as counted_id
        from fct_kpi_evidence inner join dim_kpis using (kpi_code)
    ) group by kpi_code, counted_id having count(*) > 1
) as shared inner join dim_kpis as k using (kpi_code)
where e.kpi_code = shared.kpi_code
    and shared.counted_id = case when k.way = 'sum' then e.record_id else e.subject_id end;
