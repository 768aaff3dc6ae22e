select
    services.record_id,
    services.partner_code,
    {{ public_code('services.service_code') }} as service_code,
    services.service_date,
    services.service_kind,
    services.firm_id,
    services.network_id,
    services.desk_code,
    services.hours,
    services.value_eur,
    services.satisfaction,
    coalesce(seats.province_code, '??') as province_code,
    coalesce(firms.is_firm, false) as is_firm_own,
    -- Whether the row names a firm that was not found: then the service has no province.
    services.firm_id is null
    and coalesce(
        services.firm_code, services.codice_fiscale_delivered, services.partita_iva_delivered, services.firm_name
    ) is not null as is_firm_lost,
    -- Only a firm or a network is served, unless the row's reference was not found; what did not take place serves nobody.
    (coalesce(firms.is_firm, true) or services.network_id is not null)
    and coalesce(services.outcome_code <> 'not_held', true) as is_evidence,
    {{ evidence_level('services.record_id', 'services.document_ref') }} as evidence_level
from {{ ref('int_services_judged') }} as services
left join {{ ref('int_firms_described') }} as firms using (firm_id)
{{ seat_on('services.firm_id', 'services.service_date') }}
where services.is_in_force
