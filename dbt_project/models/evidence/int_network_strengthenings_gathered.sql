-- What strengthens a network that existed before the project, inside the project's dates, and whether PAL's work came
-- on or before that day.
with happenings as (
    select
        members.network_id,
        members.partner_code,
        null::varchar as desk_code,
        members.joined_date as happened_on,
        case when networks.is_in_register then 'verified' else members.evidence_level end as evidence_level,
        members.record_id
    from {{ ref('bridge_network_members') }} as members
    inner join {{ ref('int_networks_described') }} as networks using (network_id)
    where members.joined_date > networks.signed_date
    union all
    select
        network_id,
        partner_code,
        null::varchar as desk_code,
        event_date as happened_on,
        evidence_level,
        record_id
    from {{ ref('fct_network_events') }}
    where network_event_kind <> 'other'
    union all
    select
        services.network_id,
        services.partner_code,
        services.desk_code,
        services.service_date as happened_on,
        case when networks.is_in_register then 'verified' else services.evidence_level end as evidence_level,
        services.record_id
    from {{ ref('fct_services') }} as services
    inner join {{ ref('int_networks_described') }} as networks using (network_id)
    where services.service_kind = 'network_consolidation' and services.is_evidence
)

select
    happenings.*,
    coalesce(networks.first_work_date <= happenings.happened_on, false) as has_earlier_work
from happenings
inner join {{ ref('int_networks_described') }} as networks using (network_id)
cross join {{ ref('project') }} as project
where
    networks.is_reported
    and networks.existed_before_project
    and happenings.happened_on between project.start_date and project.end_date
