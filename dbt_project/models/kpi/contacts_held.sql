select
    'contacts_held' as kpi_code,
    'contact' as subject_type,
    record_id as subject_id,
    province_code,
    partner_code,
    desk_code,
    firm_id,
    null::varchar as network_id,
    contact_date as happened_on,
    null::date as ended_on,
    null::decimal(18, 2) as amount,
    evidence_level,
    record_id
from {{ ref('fct_contacts') }}
where is_evidence
