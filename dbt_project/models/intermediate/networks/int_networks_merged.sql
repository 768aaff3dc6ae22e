-- Each network in a partner's own list, field by field: the latest value that is not empty. The row in force names it.
select
    partner_code,
    record_key,
    arg_max(record_id, row_position) filter (is_in_force) as record_id,
    arg_max(document_ref, row_position) as document_ref,
    max(network_code) as network_code,
    {{ latest_values([
        'network_codice_fiscale', 'register_number', 'network_name', 'network_name_key', 'legal_kind', 'stage',
        'opened_date', 'signed_date', 'dissolved_date', 'existed_before', 'purpose', 'sector_code'
    ]) }}
from {{ ref('int_networks_judged') }}
where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
group by partner_code, record_key
having bool_or(is_in_force)
