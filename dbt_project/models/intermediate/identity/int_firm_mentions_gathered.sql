-- Every mention of a firm that carries attributes: the partners' lists and the public register.
with mentions as (
    select
        partner_code || ':' || record_key as mention_id,
        false as is_from_register,
        * exclude (record_key, postal_code, postal_code_position)
    from {{ ref('int_firms_merged') }}
    union all by name
    select
        {{ register_firm_mention('members') }} as mention_id,
        true as is_from_register,
        'registro' as partner_code,
        arg_max(record_id, row_position) as record_id,
        {{ latest_values([
            'codice_fiscale', 'firm_name', 'firm_name_key', 'municipality_name', 'municipality_key', 'province_key',
            'sector_code'
        ]) }}
    from {{ ref('int_register_members_judged') }} as members
    where is_in_force and coalesce(codice_fiscale, firm_name_key) is not null
    group by mention_id
),

located as (
    select
        mentions.*,
        provinces.province_code as delivered_province_code,
        municipalities.province_code as municipality_province_code,
        {{ placed_province('provinces.province_code', 'municipalities.province_code') }} as province_code,
        -- Letters are compared by the square of their number: nobody's name needs more.
        {{ closed_up('left(mentions.firm_name, 200)') }} as closed_name
    from mentions
    left join {{ ref('stg_province_spellings') }} as provinces using (province_key)
    left join {{ ref('stg_municipalities') }} as municipalities using (municipality_key)
),

worded as (
    select
        * exclude (closed_name),
        {{ name_words('closed_name') }} as all_words,
        coalesce(
            {{ legal_form_key(closed_up('legal_form')) }}, {{ legal_form_key('closed_name') }}
        ) as legal_form_key,
        {{ address_key('address') }} as address_key
    from located
),

compared as (
    select
        * exclude (all_words),
        {{ compared_words('all_words') }} as ordered_words,
        -- Few names have any: the others are not looked at letter by letter.
        case
            when len(ordered_words) < len(all_words) then {{ name_initials('all_words', 'legal_form_key') }}
        end as name_initials
    from worded
)

select
    * exclude (ordered_words),
    coalesce(nullif(array_to_string(list_sort(list_distinct(ordered_words)), ' '), ''), firm_name_key) as name_sorted,
    coalesce(nullif(array_to_string(ordered_words, ''), ''), firm_name_key) as name_letters
from compared
