-- Each firm that a partner ever listed and did not take back, field by field: the latest value that is not empty. The
-- row in force names it, else the last one: a list of today that lacks a firm does not undo what was done with it.
select
    partner_code,
    record_key,
    coalesce(arg_max(record_id, row_position) filter (is_in_force), arg_max(record_id, row_position)) as record_id,
    max(firm_code) as firm_code,
    {{ latest_values([
        'codice_fiscale', 'partita_iva', 'firm_name', 'firm_name_key', 'municipality_name', 'municipality_key',
        'province_key', 'legal_form', 'address', 'postal_code', 'subject_kind', 'sector_code', 'employees', 'turnover_eur',
        'is_associated'
    ]) }}
from {{ ref('int_firms_judged') }}
where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
    and (partner_code, record_key) not in (
        select (partner_code, record_key) from {{ ref('int_firms_judged') }}
        where is_cancelled and outcome = 'accepted'
    )
group by partner_code, record_key
