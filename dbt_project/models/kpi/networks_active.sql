-- Signed and not dissolved; in the provinces of its members on the day.
select
    'networks_active' as kpi_code,
    'network' as subject_type,
    networks.network_id as subject_id,
    places.province_code,
    reports.partner_code,
    null::varchar as desk_code,
    places.firm_id,
    networks.network_id,
    greatest(networks.signed_date, places.present_from) as happened_on,
    nullif(least(networks.dissolved_date, places.present_until), 'infinity'::date) as ended_on,
    null::decimal(18, 2) as amount,
    reports.evidence_level,
    reports.record_id
from {{ ref('fct_network_reports') }} as reports
inner join {{ ref('int_networks_described') }} as networks using (network_id)
inner join {{ ref('int_network_places_derived') }} as places using (network_id)
where
    networks.signed_date is not null
    and greatest(networks.signed_date, places.present_from)
    < coalesce(least(networks.dissolved_date, places.present_until), 'infinity'::date)
