-- Every rule that a delivered row breaks by itself or through a reference that found nothing.
{{ config(materialized='view_in_place') }}
{%- for record_type in record_types() %}
select
    record_id,
    issue['rule_code'] as rule_code,
    issue['field'] as field,
    issue['value'] as value
from (
    select
        record_id,
        unnest(issues) as issue
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    where issues is not null and not is_ignored
) as broken
{{ "union all" if not loop.last }}
{%- endfor %}
