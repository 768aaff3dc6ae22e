-- Rows whose key is not the one that they were delivered with: mended, told apart by a person, another fact under the same
-- key, the same under a new number, or another life of a network.
with changed as (
    select record_type, record_id from {{ ref('int_keys_mended') }}
    union
    select record_type, record_id from {{ ref('int_facts_told_apart') }}
    union
    select record_type, record_id from {{ ref('int_keys_renumbered') }}
    union
    select 'networks' as record_type, record_id from {{ ref('int_network_lives_told_apart') }}
    union
    select 'firms' as record_type, record_id from {{ ref('int_firm_rows_divided') }}
)

select
    changed.record_type,
    changed.record_id,
    coalesce(
        renumbered.record_key,
        coalesce(divided.record_key, mended.record_key, contested.record_key, networks.record_key)
        || coalesce('#' || told_apart.fact_number, '')
        || coalesce('~' || lives.life_number, '')
    ) as record_key,
    coalesce(told_apart.is_code_reused, false) as is_code_reused
from changed
left join {{ ref('int_keys_mended') }} as mended using (record_type, record_id)
left join {{ ref('int_facts_told_apart') }} as told_apart using (record_type, record_id)
left join {{ ref('int_keys_renumbered') }} as renumbered using (record_type, record_id)
left join {{ ref('int_keys_contested') }} as contested using (record_type, record_id)
left join (select 'networks' as record_type, * from {{ ref('int_network_lives_told_apart') }}) as lives
    using (record_type, record_id)
left join (select 'firms' as record_type, * from {{ ref('int_firm_rows_divided') }}) as divided
    using (record_type, record_id)
left join {{ ref('stg_networks') }} as networks on lives.record_id = networks.record_id
