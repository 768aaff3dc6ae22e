select
    events.record_id,
    events.partner_code,
    events.event_code,
    events.title,
    events.event_date,
    events.event_kind,
    events.municipality_name,
    coalesce(municipalities.province_code, '??') as province_code,
    events.attendees,
    events.partner_code || ':' || events.event_code as event_id,
    {{ evidence_level('events.record_id', 'events.document_ref') }} as evidence_level
from {{ ref('int_events_judged') }} as events
left join {{ ref('stg_municipalities') }} as municipalities using (municipality_key)
where events.is_in_force
