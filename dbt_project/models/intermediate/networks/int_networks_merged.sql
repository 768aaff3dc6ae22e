-- Each network that a partner ever listed and did not take back, field by field: the latest value that is not empty.
-- The row in force names it; without one it is known, for rows that name it, and reported no longer.
select
    partner_code,
    record_key,
    coalesce(arg_max(record_id, row_position) filter (is_in_force), arg_max(record_id, row_position)) as record_id,
    bool_or(is_in_force) as is_listed,
    arg_max(document_ref, row_position) as document_ref,
    max(network_code) as network_code,
    {{ latest_values([
        'network_codice_fiscale', 'register_number', 'network_name', 'network_name_key', 'legal_kind', 'stage',
        'opened_date', 'signed_date', 'dissolved_date', 'existed_before', 'purpose', 'sector_code'
    ]) }}
from {{ ref('int_networks_judged') }}
where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
    and (partner_code, record_key) not in (
        select (partner_code, record_key) from {{ ref('int_networks_judged') }}
        where is_cancelled and outcome = 'accepted'
    )
group by partner_code, record_key
