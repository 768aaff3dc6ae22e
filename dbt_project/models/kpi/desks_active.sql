-- A desk works through its contacts with firms and its services.
select
    'desks_active' as kpi_code,
    'desk' as subject_type,
    desk_code as subject_id,
    province_code,
    partner_code,
    desk_code,
    firm_id,
    null::varchar as network_id,
    contact_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    evidence_level,
    record_id
from {{ ref('fct_contacts') }}
where is_evidence and desk_code is not null
union all
select
    'desks_active' as kpi_code,
    'desk' as subject_type,
    desk_code as subject_id,
    province_code,
    partner_code,
    desk_code,
    firm_id,
    network_id,
    service_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    evidence_level,
    record_id
from {{ ref('int_services_located') }}
where desk_code is not null
