select
    'register_networks' as kpi_code,
    'network' as subject_type,
    network_id as subject_id,
    province_code,
    'registro' as partner_code,
    null::varchar as desk_code,
    firm_id,
    network_id,
    present_from as happened_on,
    present_until as ended_on,
    null::decimal(18, 2) as amount,
    'verified' as evidence_level,
    record_id
from {{ ref('int_register_places_derived') }}
