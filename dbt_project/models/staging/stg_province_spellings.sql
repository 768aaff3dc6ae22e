-- Every spelling of a province, to its sigla of today; of a place abroad, to EE.
select
    {{ text_key('spelling') }} as province_key,
    min(province_code) as province_code
from {{ ref('province_spellings') }}
group by all
union all
select
    {{ text_key('place_name') }} as province_key,
    'EE' as province_code
from {{ ref('foreign_places') }}
