-- Every name of a municipality with the provinces that have it; the province is its own only where it is unique. Places
-- abroad are in EE; their country is the sigla that may stand beside them.
select
    {{ text_key('municipality_name') }} as municipality_key,
    list_sort(list(distinct province_code)) as province_codes,
    case when count(distinct province_code) = 1 then min(province_code) end as province_code,
    null::varchar as country_code
from {{ ref('municipalities') }}
group by all
union all
select
    {{ text_key('place_name') }} as municipality_key,
    ['EE'] as province_codes,
    'EE' as province_code,
    country_code
from {{ ref('foreign_places') }}
