-- Every assistance of a firm since the project's start, dated before the signing of a network: it counts from the day on
-- which the firm is a member of the first such network.
select
    'firms_assisted_then_in_network' as kpi_code,
    'firm' as subject_type,
    touches.firm_id as subject_id,
    touches.province_code,
    touches.partner_code,
    touches.desk_code,
    touches.firm_id,
    members.network_id,
    members.member_from as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    touches.evidence_level,
    touches.record_id
from {{ touches_from_first_seat('is_assisting') }} as touches
cross join {{ ref('project') }} as project
inner join {{ ref('bridge_network_members') }} as members using (firm_id)
inner join {{ ref('int_networks_described') }} as networks on members.network_id = networks.network_id
where
    touches.happened_on >= project.start_date
    and touches.happened_on < networks.signed_date
    and coalesce(members.member_from < members.member_until, true)
qualify
    row_number() over (
        partition by touches.record_id, touches.firm_id order by members.member_from, members.network_id
    ) = 1
