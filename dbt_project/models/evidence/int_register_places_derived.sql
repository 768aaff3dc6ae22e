-- Each province where a network of the public register is, with each of its members of the same days: from the act on, and
-- anew from each day on which a member moved its seat. In how many of Lombardy's provinces it is on these days.
with presences as (
    select
        members.network_id,
        members.firm_id,
        members.record_id,
        seats.province_code,
        greatest(members.signed_date, seats.seat_from) as present_from,
        seats.seat_until as present_until
    from {{ ref('bridge_register_members') }} as members
    inner join {{ ref('int_firm_seats_dated') }} as seats using (firm_id)
    where members.signed_date < seats.seat_until
),

spells as (
    select
        network_id,
        present_from,
        coalesce(lead(present_from) over (partition by network_id order by present_from), 'infinity'::date) as present_until
    from (select distinct network_id, present_from from presences) as days
),

there as (
    select
        spells.*,
        presences.firm_id,
        presences.record_id,
        presences.province_code
    from spells
    inner join presences
        on
            spells.network_id = presences.network_id
            and spells.present_from >= presences.present_from
            and spells.present_from < presences.present_until
),

provinces_there as (
    select
        there.network_id,
        there.present_from,
        unnest(list(distinct there.province_code)) as province_code,
        count(distinct there.province_code) filter (provinces.is_lombardy) as lombard_province_count
    from there
    left join {{ ref('provinces') }} as provinces using (province_code)
    group by there.network_id, there.present_from
)

select
    provinces_there.network_id,
    provinces_there.province_code,
    provinces_there.lombard_province_count,
    there.firm_id,
    there.record_id,
    there.present_from,
    nullif(there.present_until, 'infinity'::date) as present_until
from provinces_there
inner join there using (network_id, present_from)
