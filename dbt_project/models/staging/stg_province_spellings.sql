-- Every spelling of a province, to its sigla of today, and how it stands beside its sigla, region or country; of a place
-- abroad, to EE.
with spellings as (
    select
        {{ text_key('spelling') }} as province_key,
        min(province_code) as province_code
    from {{ ref('province_spellings') }}
    group by all
),

written as (
    select
        unnest([
            spellings.province_key || lower(spellings.province_code),
            lower(spellings.province_code) || spellings.province_key,
            spellings.province_key || 'italia',
            'prov' || spellings.province_key,
            'provincia' || spellings.province_key,
            spellings.province_key || {{ text_key('provinces.region_name') }}
        ]) as province_key,
        spellings.province_code
    from spellings
    inner join {{ ref('provinces') }} as provinces using (province_code)
)

select
    province_key,
    province_code
from spellings
union all
select
    province_key,
    min(province_code) as province_code
from written
where province_key not in (select spellings.province_key from spellings)
group by province_key
having count(distinct province_code) = 1
union all
select
    {{ text_key('place_name') }} as province_key,
    'EE' as province_code
from {{ ref('foreign_places') }}
