with source as ({{ delivered('firms') }}),

typed as (
    select
        {{ record_columns('firms') }},
        {{ firm_reference_columns() }},
        {{ clean_text('legal_form') }} as legal_form,
        {{ coded_column('subject_kind') }},
        {{ clean_text('address') }} as address,
        {{ clean_text('postal_code') }} as postal_code,
        {{ clean_text('province') }} as province_name,
        {{ text_key('province') }} as province_key,
        {{ sector_code('codice_ateco') }} as sector_code,
        {{ number_column('employees', 'integer') }},
        {{ number_column('turnover_eur') }},
        {{ spelled('yes_no', 'is_associated') }} = 'yes' as is_associated
    from source
)

select
    *,
    row_kind <> 'data'
    or (firm_name is null and municipality_name is null and province_name is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_value('company_name', 'firm_name')
        + rule('required_missing', 'municipality', 'municipality_name is null and province_name is null and not is_cancelled')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
        + rule('identifier_missing', 'codice_fiscale', 'codice_fiscale_delivered is null and partita_iva_delivered is null')
        + known_code('subject_kind')
        + optional_number('employees')
        + optional_number('turnover_eur')
    ) }}
from typed
