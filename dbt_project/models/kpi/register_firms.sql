select
    'register_firms' as kpi_code,
    'firm' as subject_type,
    firm_id as subject_id,
    province_code,
    'registro' as partner_code,
    null::varchar as desk_code,
    firm_id,
    network_id,
    signed_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    'verified' as evidence_level,
    record_id
from {{ ref('bridge_register_members') }}
where firm_id is not null
