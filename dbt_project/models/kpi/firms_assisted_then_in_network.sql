-- Every assistance of a firm dated before the signing of a network of which it is or becomes a member.
with last_signings as (
    select
        members.firm_id,
        arg_max(members.network_id, (networks.signed_date, members.network_id)) as network_id,
        max(networks.signed_date) as signed_date
    from {{ ref('bridge_network_members') }} as members
    inner join {{ ref('int_networks_described') }} as networks using (network_id)
    where
        networks.signed_date is not null
        and members.member_from is not null
        and coalesce(members.member_from < members.member_until, true)
    group by members.firm_id
)

select
    'firms_assisted_then_in_network' as kpi_code,
    'firm' as subject_type,
    touches.firm_id as subject_id,
    touches.province_code,
    touches.partner_code,
    touches.desk_code,
    touches.firm_id,
    last_signings.network_id,
    touches.happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    touches.evidence_level,
    touches.record_id
from {{ touches_from_first_seat('is_assisting') }} as touches
inner join last_signings using (firm_id)
where touches.happened_on < last_signings.signed_date
