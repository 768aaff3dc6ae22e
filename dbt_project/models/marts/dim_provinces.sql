select
    provinces.province_code,
    provinces.province_name,
    provinces.istat_code,
    provinces.region_name,
    provinces.is_lombardy,
    provinces.province_code in (
        select territory_province_code from {{ ref('partners') }} where territory_province_code is not null
    ) as is_pal_territory
from {{ ref('provinces') }} as provinces
union all
select
    'EE' as province_code,
    'estero' as province_name,
    null as istat_code,
    null as region_name,
    false as is_lombardy,
    false as is_pal_territory
union all
select
    '??' as province_code,
    'non nota' as province_name,
    null as istat_code,
    null as region_name,
    false as is_lombardy,
    false as is_pal_territory
