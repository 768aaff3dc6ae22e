-- A firm in a network, counted once however many partners report it.
-- Who moves its seat is in one province after the other.
select
    'network_memberships' as kpi_code,
    'membership' as subject_type,
    members.network_id || ':' || members.firm_id as subject_id,
    seats.province_code,
    members.partner_code,
    null::varchar as desk_code,
    members.firm_id,
    members.network_id,
    greatest(members.member_from, seats.seat_from) as happened_on,
    nullif(least(coalesce(members.member_until, 'infinity'::date), seats.seat_until), 'infinity'::date) as ended_on,
    null::decimal(18, 2) as amount,
    members.evidence_level,
    members.record_id
from {{ ref('bridge_network_members') }} as members
inner join {{ ref('int_firm_seats_dated') }} as seats using (firm_id)
where
    members.is_firm
    and members.member_from is not null
    and greatest(members.member_from, seats.seat_from)
    < least(coalesce(members.member_until, 'infinity'::date), seats.seat_until)
