-- Networks that were signed and have a single member, or none: on the day of signing, or on the last day on which they are
-- there, as far as is known.
{{ config(materialized='view_in_place') }}
with thresholds as (
    select threshold from {{ ref('rules') }}
    where rule_code = 'network_of_one'
),

days as (
    select
        network_id,
        network_name,
        unnest([signed_date, coalesce(dissolved_date - 1, date '9999-12-31')]) as day
    from {{ ref('int_networks_described') }}
    where is_reported and signed_date is not null and coalesce(signed_date < dissolved_date, true)
),

counted as (
    select
        days.network_id,
        days.network_name,
        days.day,
        count(distinct presences.firm_id) as member_count,
        max(member_count) over (partition by days.network_id) as most_members
    from days
    left join {{ ref('int_network_presences_derived') }} as presences
        on
            days.network_id = presences.network_id
            and days.day >= presences.present_from
            and days.day < presences.present_until
    group by days.network_id, days.network_name, days.day
)

select distinct
    reports.record_id,
    case when counted.most_members = 0 then 'network_without_members' else 'network_of_one' end as rule_code,
    'network' as field,
    counted.network_name as value
from counted
inner join {{ ref('fct_network_reports') }} as reports using (network_id)
cross join thresholds
where counted.most_members = 0 or counted.member_count between 1 and thresholds.threshold
