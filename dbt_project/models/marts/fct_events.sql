select
    events.record_id,
    events.partner_code,
    {{ public_code('events.event_code') }} as event_code,
    {{ public_text('events.title') }} as title,
    events.event_date,
    {{ public_text('events.event_kind') }} as event_kind,
    {{ public_text('events.municipality_name') }} as municipality_name,
    coalesce(
        -- Whose municipality went over to another province was in the former one until that day.
        case
            when coalesce(events.province_code in (moves.former_province_code, moves.province_code), true)
                then case when events.event_date < moves.moved_on then moves.former_province_code else moves.province_code end
        end,
        {{ placed_province('events.province_code', 'municipalities.province_code') }}, '??'
    ) as province_code,
    events.attendees,
    -- An id is made of a partner's code, which could name a person.
    split_part(resolved.event_id, ':', 1) || ':'
    || {{ public_code("substr(resolved.event_id, strpos(resolved.event_id, ':') + 1)") }} as event_id,
    {{ evidence_level('events.record_id', 'events.document_ref') }} as evidence_level
from {{ ref('int_events_judged') }} as events
inner join {{ ref('int_events_resolved') }} as resolved using (record_id)
left join {{ ref('stg_municipalities') }} as municipalities using (municipality_key)
left join {{ ref('stg_municipality_moves') }} as moves using (municipality_key)
where events.is_in_force
