-- Listed firms that do not count because of their name, or codice fiscale, and not because somebody said what they are.
{{ config(materialized='view_in_place') }}
select
    mentions.record_id,
    'kind_by_name' as rule_code,
    'subject_kind' as field,
    mentions.firm_name as value
from {{ ref('int_firm_mentions_gathered') }} as mentions
inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
inner join {{ ref('int_firms_described') }} as firms using (firm_id)
where firms.is_excluded_by_name and not mentions.is_from_register
