-- In which province a network is, through which member, from a day until a day (the first day out). Together the rows
-- of a network cover all time: without any member its province is not known.
-- A member counts from the start where it joined by the signing (or its date, or the signing, is not known), else from
-- the day it joined, and where that day cannot be read from the delivery that says so.
with memberships as (
    select distinct
        network_id,
        firm_id,
        membership_number,
        joined_date,
        joined_by,
        left_date
    from {{ ref('int_network_memberships_derived') }}
),

seated as (
    select
        memberships.network_id,
        memberships.firm_id,
        seats.province_code,
        seats.seat_from,
        seats.seat_until,
        case
            when memberships.joined_date > networks.signed_date then memberships.joined_date
            when memberships.joined_date is null and memberships.joined_by is not null
                then greatest(memberships.joined_by, networks.signed_date + 1)
            else '-infinity'::date
        end as member_from,
        coalesce(memberships.left_date, 'infinity'::date) as member_until
    from memberships
    inner join {{ ref('int_networks_described') }} as networks using (network_id)
    inner join {{ ref('int_firm_seats_dated') }} as seats using (firm_id)
    where coalesce(memberships.left_date > coalesce(memberships.joined_date, '-infinity'::date), true)
),

-- A member that moves its seat is in one province after the other.
spells as (
    select
        network_id,
        firm_id,
        province_code,
        greatest(member_from, seat_from) as present_from,
        least(member_until, seat_until) as present_until
    from seated
    where greatest(member_from, seat_from) < least(member_until, seat_until)
),

covered as (
    select
        network_id,
        present_from,
        present_until,
        coalesce(max(present_until) over (
            partition by network_id order by present_from, present_until
            rows between unbounded preceding and 1 preceding
        ), '-infinity'::date) as covered_until
    from spells
),

gaps as (
    select
        network_id,
        covered_until as present_from,
        present_from as present_until
    from covered
    where present_from > covered_until
    union all
    select
        networks.network_id,
        coalesce(max(spells.present_until), '-infinity'::date) as present_from,
        'infinity'::date as present_until
    from {{ ref('int_networks_described') }} as networks
    left join spells using (network_id)
    group by networks.network_id
    having coalesce(max(spells.present_until), '-infinity'::date) < 'infinity'::date
)

select
    network_id,
    firm_id,
    province_code,
    present_from,
    present_until
from spells
union all
select
    network_id,
    null as firm_id,
    '??' as province_code,
    present_from,
    present_until
from gaps
