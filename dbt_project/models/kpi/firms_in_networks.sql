select
    'firms_in_networks' as kpi_code,
    'firm' as subject_type,
    firm_id as subject_id,
    province_code,
    partner_code,
    null::varchar as desk_code,
    firm_id,
    network_id,
    member_from as happened_on,
    member_until as ended_on,
    null::decimal(18, 2) as amount,
    evidence_level,
    record_id
from {{ ref('bridge_network_members') }}
where
    is_firm
    and member_from is not null
    and coalesce(member_from < member_until, true)
