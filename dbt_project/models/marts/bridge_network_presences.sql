-- The register gives no days: who is in it is there.
select
    network_id,
    firm_id,
    province_code,
    nullif(present_from, '-infinity'::date) as present_from,
    nullif(max(present_until), 'infinity'::date) as present_until,
    false as is_register
from {{ ref('int_network_presences_derived') }}
where firm_id is not null
group by network_id, firm_id, province_code, present_from
union all
select distinct
    network_id,
    firm_id,
    province_code,
    null::date as present_from,
    null::date as present_until,
    true as is_register
from {{ ref('bridge_register_members') }}
