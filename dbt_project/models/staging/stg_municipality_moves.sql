-- Municipalities that went over to another province: until that day they were in the former one.
select
    {{ text_key('municipality_name') }} as municipality_key,
    former_province_code,
    province_code,
    moved_on
from {{ ref('municipality_moves') }}
