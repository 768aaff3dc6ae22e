-- What reaches or assists a firm: its contacts, and the services that name it.
{{ config(materialized='view_in_place') }}
select
    firm_id,
    province_code,
    partner_code,
    desk_code,
    contact_date as happened_on,
    is_reaching,
    is_assisting,
    evidence_level,
    record_id
from {{ ref('fct_contacts') }}
where is_evidence and (is_reaching or is_assisting) and not {{ is_audit_failed('record_id') }}
union all
select
    firm_id,
    province_code,
    partner_code,
    desk_code,
    service_date as happened_on,
    true as is_reaching,
    true as is_assisting,
    evidence_level,
    record_id
from {{ ref('fct_services') }}
where is_evidence and firm_id is not null and is_firm_own and not {{ is_audit_failed('record_id') }}
