select
    division as sector_code,
    min(division_name) as sector_name,
    min(section_letter) as section_letter
from {{ ref('ateco_divisions') }}
where ateco_version = '2007'
group by division
