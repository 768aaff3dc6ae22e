select
    'firms_reached' as kpi_code,
    'firm' as subject_type,
    firm_id as subject_id,
    province_code,
    partner_code,
    desk_code,
    firm_id,
    null::varchar as network_id,
    happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    evidence_level,
    record_id
from {{ touches_from_first_seat('is_reaching') }} as touches
