-- Each province where a network of the public register has a member, with each of its members.
with provinces as (
    select distinct
        network_id,
        province_code
    from {{ ref('bridge_register_members') }}
)

select
    provinces.network_id,
    provinces.province_code,
    members.firm_id,
    members.signed_date,
    members.record_id
from provinces
inner join {{ ref('bridge_register_members') }} as members using (network_id)
