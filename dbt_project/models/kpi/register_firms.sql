-- Who moves its seat is in one province after the other.
select
    'register_firms' as kpi_code,
    'firm' as subject_type,
    members.firm_id as subject_id,
    seats.province_code,
    'registro' as partner_code,
    null::varchar as desk_code,
    members.firm_id,
    members.network_id,
    greatest(members.signed_date, seats.seat_from) as happened_on,
    nullif(seats.seat_until, 'infinity'::date) as ended_on,
    null::decimal(18, 2) as amount,
    'verified' as evidence_level,
    members.record_id
from {{ ref('bridge_register_members') }} as members
inner join {{ ref('int_firm_seats_dated') }} as seats using (firm_id)
where members.signed_date < seats.seat_until
