-- Rows whose key is not the one that they were delivered with: mended, or another fact under the same key.
with changed as (
    select record_type, record_id from {{ ref('int_keys_mended') }}
    union
    select record_type, record_id from {{ ref('int_facts_told_apart') }}
)

select
    changed.record_type,
    changed.record_id,
    coalesce(mended.record_key, contested.record_key)
    || coalesce('#' || told_apart.fact_number, '') as record_key,
    coalesce(told_apart.is_code_reused, false) as is_code_reused
from changed
left join {{ ref('int_keys_mended') }} as mended using (record_type, record_id)
left join {{ ref('int_facts_told_apart') }} as told_apart using (record_type, record_id)
left join {{ ref('int_keys_contested') }} as contested using (record_type, record_id)
