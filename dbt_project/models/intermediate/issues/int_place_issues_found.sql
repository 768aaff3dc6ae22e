-- Provinces and municipalities of delivered rows that are not known, or do not fit each other.
{{ config(materialized='view_in_place') }}
with places as (
    select record_id, province_name, province_key, municipality_name, municipality_key
    from {{ ref('int_firms_judged') }} where outcome <> 'ignored'
    union all
    select record_id, province_name, province_key, municipality_name, municipality_key
    from {{ ref('int_register_members_judged') }} where outcome <> 'ignored'
    union all
    select record_id, province_code as province_name, {{ text_key('province_code') }} as province_key, municipality_name, municipality_key
    from {{ ref('int_events_judged') }} where outcome <> 'ignored'
),

known as (
    select
        places.*,
        provinces.province_code,
        municipalities.province_codes,
        municipalities.country_code
    from places
    left join {{ ref('stg_province_spellings') }} as provinces using (province_key)
    left join {{ ref('stg_municipalities') }} as municipalities using (municipality_key)
)

select record_id, 'province_unknown' as rule_code, 'province' as field, province_name as value
from known
where province_key is not null and province_code is null and country_code is null
union all
select record_id, 'municipality_unknown' as rule_code, 'municipality' as field, municipality_name as value
from known
where municipality_key is not null and province_codes is null and province_code is distinct from 'EE'
union all
select record_id, 'municipality_ambiguous' as rule_code, 'municipality' as field, municipality_name as value
from known
where province_code is null and len(province_codes) > 1
union all
select
    record_id,
    'province_unlike_municipality' as rule_code,
    'province' as field,
    municipality_name || ' (' || province_name || ')' as value
from known
where province_code is not null and not list_contains(province_codes, province_code)
    and province_code is distinct from country_code
    and (municipality_key, province_code) not in (
        select (municipality_key, former_province_code) from {{ ref('stg_municipality_moves') }}
    )
