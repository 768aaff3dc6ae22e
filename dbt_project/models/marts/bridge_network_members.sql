-- A leaving that one partner tells of holds for all that report the same membership.
with members as (
    select
        * replace (
            arg_max(left_date, row_position) over (partition by network_id, firm_id, joined_date) as left_date
        )
    from {{ ref('int_network_members_judged') }}
    where is_in_force
)

select
    members.record_id,
    members.partner_code,
    members.network_id,
    members.firm_id,
    members.member_role,
    members.joined_date,
    members.left_date,
    firms.province_code,
    firms.is_firm,
    -- The membership runs from the later of adhesion and signing to the earlier of leaving and dissolution.
    case
        when networks.signed_date is not null then greatest(networks.signed_date, coalesce(members.joined_date, members.joined_by))
    end as member_from,
    least(members.left_date, networks.dissolved_date) as member_until,
    {{ evidence_level('members.record_id', 'members.document_ref', 'registered.network_id is not null') }}
        as evidence_level
from members
inner join {{ ref('int_networks_described') }} as networks using (network_id)
inner join {{ ref('int_firms_described') }} as firms using (firm_id)
left join (select distinct network_id, firm_id from {{ ref('bridge_register_members') }}) as registered
    on members.network_id = registered.network_id and members.firm_id = registered.firm_id
