select
    events.record_id,
    events.partner_code,
    events.network_id,
    events.event_date,
    events.network_event_kind,
    {{ evidence_level('events.record_id', 'events.document_ref', 'networks.is_in_register') }} as evidence_level
from {{ ref('int_network_events_judged') }} as events
inner join {{ ref('int_networks_described') }} as networks using (network_id)
where events.is_in_force
