-- Each network that a partner reported: each attribute the latest delivered, but the opening is the earliest and
-- "preesistente" is yes where any says so. Name is the register's where it gives one.
with mentions as (
    select
        mentions.*,
        resolved.network_id
    from {{ ref('int_network_mentions_gathered') }} as mentions
    inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
),

works as (
    select network_id, opened_date as work_date from mentions
    where not is_from_register and opened_date is not null and not {{ is_audit_failed('record_id') }}
    union all
    select network_id, service_date as work_date from {{ ref('int_services_judged') }}
    where is_in_force and network_id is not null and coalesce(outcome_code <> 'not_held', true)
        and not {{ is_audit_failed('record_id') }}
),

first_works as (
    select
        network_id,
        min(work_date) as first_work_date
    from works
    group by all
),

described as (
    select
        network_id,
        coalesce(
            arg_max(network_name, network_name_position) filter (is_from_register),
            arg_max(network_name, network_name_position)
        ) as network_name,
        arg_max(network_codice_fiscale, network_codice_fiscale_position) as network_codice_fiscale,
        arg_max(register_number, register_number_position) as register_number,
        arg_max(legal_kind, legal_kind_position) as legal_kind,
        arg_max(stage, stage_position) as stage,
        min(opened_date) as opened_date,
        arg_max(signed_date, signed_date_position) filter (not is_from_register) as signed_date,
        arg_max(dissolved_date, dissolved_date_position) as dissolved_date,
        coalesce(bool_or(existed_before), false) as existed_before,
        arg_max(purpose, purpose_position) as purpose,
        arg_max(sector_code, sector_code_position) as sector_code,
        bool_or(not is_from_register and is_listed) as is_reported,
        bool_or(is_from_register) as is_in_register
    from mentions
    group by network_id
)

select
    described.*,
    first_works.first_work_date,
    described.existed_before
    or coalesce(described.signed_date < project.start_date, false) as existed_before_project,
    coalesce(described.signed_date between project.start_date and project.end_date, false)
    and not described.existed_before as is_signed_in_project
from described
left join first_works using (network_id)
cross join {{ ref('project') }} as project
