with interprovincial as (
    select members.network_id
    from {{ ref('bridge_register_members') }} as members
    inner join {{ ref('provinces') }} as provinces using (province_code)
    where provinces.is_lombardy
    group by members.network_id
    having count(distinct members.province_code) >= 2
)

select
    'register_networks_interprovincial' as kpi_code,
    'network' as subject_type,
    network_id as subject_id,
    province_code,
    'registro' as partner_code,
    null::varchar as desk_code,
    firm_id,
    network_id,
    signed_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    'verified' as evidence_level,
    record_id
from {{ ref('int_register_places_derived') }}
semi join interprovincial using (network_id)
