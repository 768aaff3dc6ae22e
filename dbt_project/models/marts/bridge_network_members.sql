with members as (
    select
        judged.record_id,
        judged.partner_code,
        judged.network_id,
        judged.firm_id,
        judged.member_role,
        judged.document_ref,
        memberships.joined_date,
        memberships.joined_by,
        memberships.left_date,
        networks.dissolved_date,
        -- The membership runs from the later of adhesion and signing to the earlier of leaving and dissolution.
        case
            when networks.signed_date is not null
                then greatest(networks.signed_date, coalesce(memberships.joined_date, memberships.joined_by))
        end as member_from,
        -- Where nothing is signed, or no day told, it is where the network was opened, else where its first seat was.
        coalesce(
            member_from, memberships.joined_date, memberships.joined_by, networks.opened_date, '-infinity'::date
        ) as first_day
    from {{ ref('int_network_memberships_derived') }} as memberships
    inner join {{ ref('int_network_members_judged') }} as judged using (record_id)
    inner join {{ ref('int_networks_described') }} as networks on judged.network_id = networks.network_id
)

select
    members.record_id,
    members.partner_code,
    members.network_id,
    members.firm_id,
    members.member_role,
    members.joined_date,
    members.left_date,
    seats.province_code,
    firms.is_firm,
    members.member_from,
    least(members.left_date, members.dissolved_date) as member_until,
    {{ evidence_level('members.record_id', 'members.document_ref', 'registered.network_id is not null') }}
        as evidence_level
from members
inner join {{ ref('int_firms_described') }} as firms using (firm_id)
{{ seat_on('members.firm_id', 'members.first_day') }}
left join (select distinct network_id, firm_id from {{ ref('bridge_register_members') }}) as registered
    on members.network_id = registered.network_id and members.firm_id = registered.firm_id
