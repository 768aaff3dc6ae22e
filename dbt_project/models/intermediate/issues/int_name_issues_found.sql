-- Firms that only their name tells, where so many others bear it that it is paired with none.
{{ config(materialized='view_in_place') }}
with named as (
    select name_sorted from {{ ref('int_firm_profiles_gathered') }}
    group by name_sorted
    having count(*) > {{ widest_block() }}
)

select
    mentions.record_id,
    'name_too_common' as rule_code,
    'company_name' as field,
    mentions.firm_name as value
from {{ ref('int_firm_mentions_gathered') }} as mentions
inner join {{ ref('int_firm_mentions_grouped') }} as grouped using (mention_id)
semi join named using (name_sorted)
where not grouped.is_identified
