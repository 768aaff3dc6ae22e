-- Each firm in a partner's own list, field by field: the latest value that is not empty. The row in force names it.
select
    partner_code,
    record_key,
    arg_max(record_id, row_position) filter (is_in_force) as record_id,
    max(row_position) as row_position,
    arg_max(firm_code, row_position) as firm_code,
    arg_max(codice_fiscale, row_position) as codice_fiscale,
    arg_max(partita_iva, row_position) as partita_iva,
    arg_max(firm_name, row_position) as firm_name,
    arg_max(firm_name_key, row_position) as firm_name_key,
    arg_max(municipality_name, row_position) as municipality_name,
    arg_max(municipality_key, row_position) as municipality_key,
    arg_max(province_key, row_position) as province_key,
    arg_max(legal_form, row_position) as legal_form,
    arg_max(subject_kind, row_position) as subject_kind,
    arg_max(sector_code, row_position) as sector_code,
    arg_max(employees, row_position) as employees,
    arg_max(turnover_eur, row_position) as turnover_eur,
    arg_max(is_associated, row_position) as is_associated
from {{ ref('int_firms_judged') }}
where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
group by partner_code, record_key
having bool_or(is_in_force)
