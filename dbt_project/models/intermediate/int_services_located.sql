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
    case when services.is_firm_own then services.firm_id else presences.firm_id end as firm_id,
    case
        when services.is_firm_own then services.province_code else coalesce(presences.province_code, '??')
    end as province_code
from {{ ref('fct_services') }} as services
left join {{ ref('int_network_presences_derived') }} as presences
    on
        not services.is_firm_own
        and services.network_id = presences.network_id
        and services.service_date >= presences.present_from
        and services.service_date < presences.present_until
where services.is_evidence
