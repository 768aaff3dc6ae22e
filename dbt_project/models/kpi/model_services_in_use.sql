-- A partner uses a catalogue service where it gave a service of its kind.
select
    'model_services_in_use' as kpi_code,
    'model_service' as subject_type,
    services.partner_code || ':' || catalogue.service_code as subject_id,
    services.province_code,
    services.partner_code,
    services.desk_code,
    services.firm_id,
    services.network_id,
    services.service_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    services.evidence_level,
    services.record_id
from {{ ref('int_services_located') }} as services
inner join {{ ref('service_catalogue') }} as catalogue using (service_kind)
