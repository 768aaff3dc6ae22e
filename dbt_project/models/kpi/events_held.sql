select
    'events_held' as kpi_code,
    'event' as subject_type,
    event_id as subject_id,
    province_code,
    partner_code,
    null::varchar as desk_code,
    null::varchar as firm_id,
    null::varchar as network_id,
    event_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    evidence_level,
    record_id
from {{ ref('fct_events') }}
