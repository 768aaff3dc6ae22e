-- Contacts that name an event by a code that no event in force has: one of the partner's, or another's of that day. One of
-- that very day has it also where it is written otherwise (`EV201205`).
{{ config(materialized='view_in_place') }}
with named as (
    select record_id, partner_code, contact_date, event_code
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
