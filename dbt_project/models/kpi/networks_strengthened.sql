-- A network that existed before the project and, inside its dates and after PAL's work, gained a member after its
-- signing, changed (its act, legal personality, fund or common body) or received a consolidation service.
select
    'networks_strengthened' as kpi_code,
    'network' as subject_type,
    strengthenings.network_id as subject_id,
    places.province_code,
    strengthenings.partner_code,
    strengthenings.desk_code,
    places.firm_id,
    strengthenings.network_id,
    strengthenings.happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    strengthenings.evidence_level,
    strengthenings.record_id
from {{ ref('int_network_strengthenings_gathered') }} as strengthenings
inner join {{ ref('int_network_places_derived') }} as places
    on
        strengthenings.network_id = places.network_id
        and strengthenings.happened_on >= places.present_from
        and strengthenings.happened_on < places.present_until
where strengthenings.has_earlier_work
