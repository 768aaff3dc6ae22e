-- Each firm in a partner's own list, field by field: the latest value that is not empty. The row in force names it.
select
    partner_code,
    record_key,
    arg_max(record_id, row_position) filter (is_in_force) as record_id,
    max(firm_code) as firm_code,
    {{ latest_values([
        'codice_fiscale', 'partita_iva', 'firm_name', 'firm_name_key', 'municipality_name', 'municipality_key',
        'province_key', 'legal_form', 'address', 'postal_code', 'subject_kind', 'sector_code', 'employees', 'turnover_eur',
        'is_associated'
    ]) }}
from {{ ref('int_firms_judged') }}
where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
group by partner_code, record_key
having bool_or(is_in_force)
