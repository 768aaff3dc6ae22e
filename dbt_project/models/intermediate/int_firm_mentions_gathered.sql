-- Every mention of a firm that carries attributes: the partners' lists and the public register.
with mentions as (
    select
        partner_code || ':' || record_key as mention_id,
        false as is_from_register,
        *
    from {{ ref('int_firms_merged') }}
    union all by name
    select
        'registro:' || coalesce(codice_fiscale, firm_name_key || '|' || coalesce(municipality_key, '')) as mention_id,
        true as is_from_register,
        'registro' as partner_code,
        arg_max(record_id, row_position) as record_id,
        {{ latest_values([
            'codice_fiscale', 'firm_name', 'firm_name_key', 'municipality_name', 'municipality_key', 'province_key',
            'sector_code'
        ]) }}
    from {{ ref('int_register_members_judged') }}
    where is_in_force and coalesce(codice_fiscale, firm_name_key) is not null
    group by mention_id
)

select
    mentions.*,
    provinces.province_code as delivered_province_code,
    municipalities.province_code as municipality_province_code,
    coalesce(provinces.province_code, municipalities.province_code) as province_code
from mentions
left join {{ ref('stg_province_spellings') }} as provinces using (province_key)
left join {{ ref('stg_municipalities') }} as municipalities using (municipality_key)
