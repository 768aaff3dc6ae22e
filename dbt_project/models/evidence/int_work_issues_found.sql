-- Networks that would count as formed or strengthened, were it not for lack of earlier work by PAL.
{{ config(materialized='view_in_place') }}
select
    reports.record_id,
    'formed_without_earlier_work' as rule_code,
    'signed_date' as field,
    {{ told_day('networks.signed_date') }} as value
from {{ ref('fct_network_reports') }} as reports
inner join {{ ref('int_networks_described') }} as networks using (network_id)
where
    networks.is_signed_in_project
    and coalesce(networks.first_work_date > networks.signed_date, true)
union all
select
    record_id,
    'strengthened_without_earlier_work' as rule_code,
    'network' as field,
    {{ told_day('happened_on') }} as value
from {{ ref('int_network_strengthenings_gathered') }}
where not has_earlier_work
