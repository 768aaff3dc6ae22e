-- Networks formed that had members in two or more Lombard provinces on the day of signing.
with interprovincial as (
    select evidence.subject_id
    from {{ ref('networks_formed') }} as evidence
    inner join {{ ref('provinces') }} as provinces using (province_code)
    where provinces.is_lombardy and evidence.firm_id is not null
    group by evidence.subject_id
    having count(distinct evidence.province_code) >= 2
)

select * replace ('networks_formed_interprovincial' as kpi_code)
from {{ ref('networks_formed') }}
semi join interprovincial using (subject_id)
