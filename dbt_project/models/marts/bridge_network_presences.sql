-- The register gives no days: who is in it is there, in the province of its seat.
select
    network_id,
    firm_id,
    province_code,
    nullif(present_from, '-infinity'::date) as present_from,
    nullif(max(present_until), 'infinity'::date) as present_until,
    false as is_register
from {{ ref('int_network_presences_derived') }}
where firm_id is not null
group by network_id, firm_id, province_code, present_from
union all
select distinct
    members.network_id,
    members.firm_id,
    seats.province_code,
    nullif(seats.seat_from, '-infinity'::date) as present_from,
    nullif(seats.seat_until, 'infinity'::date) as present_until,
    true as is_register
from {{ ref('bridge_register_members') }} as members
inner join {{ ref('int_firm_seats_dated') }} as seats using (firm_id)
