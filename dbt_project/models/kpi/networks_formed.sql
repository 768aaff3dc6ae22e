-- Signed inside the project's dates, not there before, and after PAL's work; judged on the day of signing.
select
    'networks_formed' as kpi_code,
    'network' as subject_type,
    networks.network_id as subject_id,
    places.province_code,
    reports.partner_code,
    null::varchar as desk_code,
    places.firm_id,
    networks.network_id,
    networks.signed_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    reports.evidence_level,
    reports.record_id
from {{ ref('fct_network_reports') }} as reports
inner join {{ ref('int_networks_described') }} as networks using (network_id)
inner join {{ ref('int_network_places_derived') }} as places
    on
        networks.network_id = places.network_id
        and networks.signed_date >= places.present_from
        and networks.signed_date < places.present_until
where networks.is_signed_in_project and networks.first_work_date <= networks.signed_date
