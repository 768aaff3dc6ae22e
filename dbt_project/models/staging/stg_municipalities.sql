-- Every name of a municipality with the provinces that have it; the province is its own only where it is unique.
select
    {{ text_key('municipality_name') }} as municipality_key,
    list(distinct province_code) as province_codes,
    case when count(distinct province_code) = 1 then min(province_code) end as province_code
from {{ ref('municipalities') }}
group by all
