-- Every spelling of a province, to its sigla of today.
select
    {{ text_key('spelling') }} as province_key,
    min(province_code) as province_code
from {{ ref('province_spellings') }}
group by all
