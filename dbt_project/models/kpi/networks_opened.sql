-- In the provinces of the network's members on the day it was opened.
select
    'networks_opened' as kpi_code,
    'network' as subject_type,
    networks.network_id as subject_id,
    places.province_code,
    reports.partner_code,
    null::varchar as desk_code,
    places.firm_id,
    networks.network_id,
    networks.opened_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    reports.evidence_level,
    reports.record_id
from {{ ref('fct_network_reports') }} as reports
inner join {{ ref('int_networks_described') }} as networks using (network_id)
inner join {{ ref('int_network_places_derived') }} as places
    on
        networks.network_id = places.network_id
        and networks.opened_date >= places.present_from
        and networks.opened_date < places.present_until
where networks.opened_date is not null
