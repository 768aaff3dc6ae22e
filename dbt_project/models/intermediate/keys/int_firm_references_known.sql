-- What a partner's rows say together of a firm that they name in several ways: by its code, by its name, by name and
-- municipality (`is_by_place`): the one number that all these rows have, else the one code. `is_one_place`: a name that stands in
-- one municipality alone says who it is without it.
with asked as (
    {{ partners_naming_in_ways('contacts') }}
    union
    {{ partners_naming_in_ways('services') }}
),

named as (
    {%- for record_type in ['firms', 'contacts', 'services', 'network_members'] %}
    {{ "union" if not loop.first }}
    select
        partner_code,
        firm_code,
        firm_name_key,
        municipality_key,
        coalesce(codice_fiscale, partita_iva) as number
    from {{ ref('stg_' ~ record_type) }}
    where
        not is_ignored
        and coalesce(firm_code, firm_name_key) is not null
        and partner_code in (select asked.partner_code from asked)
    {%- endfor %}
),

by_code as (
    select
        partner_code,
        firm_code,
        any_value(number) as number
    from named
    where firm_code is not null
    group by partner_code, firm_code
    having count(distinct number) = 1
),

by_name as (
    select
        partner_code,
        firm_name_key,
        municipality_key,
        grouping(municipality_key) = 0 as is_by_place,
        count(distinct municipality_key) <= 1 as is_one_place,
        case when count(distinct number) = 1 then any_value(number) end as number,
        case when count(distinct firm_code) = 1 then any_value(firm_code) end as firm_code
    from named
    where firm_name_key is not null
    group by grouping sets ((partner_code, firm_name_key), (partner_code, firm_name_key, municipality_key))
)

select
    partner_code,
    firm_code,
    null::varchar as firm_name_key,
    null::varchar as municipality_key,
    false as is_by_place,
    false as is_one_place,
    number
from by_code
union all
select
    by_name.partner_code,
    by_name.firm_code,
    by_name.firm_name_key,
    by_name.municipality_key,
    by_name.is_by_place,
    by_name.is_one_place,
    coalesce(by_name.number, by_code.number) as number
from by_name
left join by_code using (partner_code, firm_code)
