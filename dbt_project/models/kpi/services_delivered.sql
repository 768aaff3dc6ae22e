select
    'services_delivered' as kpi_code,
    'service' as subject_type,
    record_id as subject_id,
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
