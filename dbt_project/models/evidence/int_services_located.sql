-- A service in the province of its firm, else in each province of its network on that day, else in none.
select
    services.record_id,
    services.partner_code,
    services.desk_code,
    services.service_date,
    services.service_kind,
    services.hours,
    services.network_id,
    services.evidence_level,
    case when services.is_firm_own then services.firm_id else places.firm_id end as firm_id,
    case
        when services.is_firm_own then services.province_code else coalesce(places.province_code, '??')
    end as province_code
from {{ ref('fct_services') }} as services
left join {{ ref('int_network_places_derived') }} as places
    on
        -- A condition of one side alone would make this a nested loop.
        case when not (services.is_firm_own or services.is_firm_lost) then services.network_id end = places.network_id
        and services.service_date >= places.present_from
        and services.service_date < places.present_until
where services.is_evidence
