-- Each province where a network is, with each of its members of the same days: where a network counts, and in which
-- sectors. The days of a province are those of any member there. Both windows go through members of the same days in one
-- order: else a stay begins twice.
with spells as (
    select
        *,
        max(present_until) over (
            partition by network_id, province_code order by present_from, present_until, firm_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from {{ ref('int_network_presences_derived') }}
),

numbered as (
    select
        *,
        count_if(coalesce(present_from > covered_until, true)) over (
            partition by network_id, province_code order by present_from, present_until, firm_id
            rows between unbounded preceding and current row
        ) as stay
    from spells
),

stays as (
    select
        network_id,
        province_code,
        min(present_from) as present_from,
        max(present_until) as present_until
    from numbered
    group by network_id, province_code, stay
)

select
    stays.network_id,
    stays.province_code,
    members.firm_id,
    greatest(stays.present_from, members.present_from) as present_from,
    least(stays.present_until, members.present_until) as present_until
from stays
inner join {{ ref('int_network_presences_derived') }} as members
    on
        stays.network_id = members.network_id
        and stays.present_from < members.present_until
        and members.present_from < stays.present_until
