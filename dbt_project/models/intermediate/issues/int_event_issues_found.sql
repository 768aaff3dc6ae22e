-- Presences of a firm at one event on two days, told by two deliveries: the event was moved, or it has more than one day. And
-- contacts that name an event by a code that no event in force has: one of the partner's, or another's of that day. One of
-- that very day has it also where it is written otherwise (`EV201205`).
{{ config(materialized='view_in_place') }}
with named as (
    select record_id, delivery_id, partner_code, firm_id, contact_date, contact_kind, outcome_code, row_position, event_code
    from {{ ref('int_contacts_judged') }}
    where is_in_force and event_code is not null
),

known as (
    select partner_code, event_date, event_code, {{ event_code_letters('event_code') }} as letters
    from {{ ref('int_events_judged') }}
    where is_in_force
)

select
    named.record_id,
    'event_not_found' as rule_code,
    'event_code' as field,
    named.event_code as value
from named
anti join known on named.partner_code = known.partner_code and named.event_code = known.event_code
anti join known as others
    on
        named.contact_date = others.event_date
        and list_has_any({{ event_code_letters('named.event_code') }}, others.letters)

union all
select
    record_id,
    'presence_on_two_days' as rule_code,
    'event_code' as field,
    event_code as value
from named
where firm_id is not null and contact_kind in ('event', 'seminar') and coalesce(outcome_code <> 'not_held', true)
window told as (partition by partner_code, firm_id, event_code)
qualify
    min(contact_date) over told <> max(contact_date) over told
    and min(delivery_id) over told <> max(delivery_id) over told
    and row_number() over (partition by partner_code, firm_id, event_code order by row_position desc) = 1
