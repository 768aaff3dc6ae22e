-- Each network in a partner's own list, field by field: the latest value that is not empty. The row in force names it.
select
    partner_code,
    record_key,
    arg_max(record_id, row_position) filter (is_in_force) as record_id,
    arg_max(document_ref, row_position) as document_ref,
    max(row_position) as row_position,
    arg_max(network_code, row_position) as network_code,
    arg_max(network_codice_fiscale, row_position) as network_codice_fiscale,
    arg_max(register_number, row_position) as register_number,
    arg_max(network_name, row_position) as network_name,
    arg_max(network_name_key, row_position) as network_name_key,
    arg_max(legal_kind, row_position) as legal_kind,
    arg_max(stage, row_position) as stage,
    arg_max(opened_date, row_position) as opened_date,
    arg_max(signed_date, row_position) as signed_date,
    arg_max(dissolved_date, row_position) as dissolved_date,
    arg_max(existed_before, row_position) as existed_before,
    arg_max(purpose, row_position) as purpose,
    arg_max(sector_code, row_position) as sector_code
from {{ ref('int_networks_judged') }}
where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
group by partner_code, record_key
having bool_or(is_in_force)
