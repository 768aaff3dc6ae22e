with source as ({{ delivered('services') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ code_columns(['service_code']) }},
        {{ date_texts(['service_date']) }},
        {{ coded_texts(['service_kind']) }},
        {{ firm_reference_texts() }},
        {{ network_reference_texts() }},
        {{ clean_text('desk') }} as desk_name,
        {{ spelled('desk', 'desk') }} as delivered_desk_code,
        {{ clean_text('hours') }} as hours_text,
        {{ hours_text('hours') }} as hours_digits,
        {{ number_texts(['value_eur', 'satisfaction']) }},
        {{ clean_text('outcome') }} as service_outcome,
        {{ outcome_code('outcome', 'service_kind', 'service_kind') }} as outcome_code
    from source
),

typed as (
    select
        *,
        {{ typed_identifiers(['codice_fiscale', 'partita_iva']) }},
        {{ typed_identifiers(['network_codice_fiscale']) }},
        {{ typed_dates(['service_date']) }},
        {{ typed_codes(['service_kind']) }},
        {{ italian_hours('hours_digits') }} as hours,
        {{ typed_numbers(['value_eur']) }},
        {{ typed_numbers(['satisfaction'], 'decimal(6, 2)') }}
    from cleaned
)

select
    *,
    {{ record_key('services') }} as record_key,
    {{ is_no_data() }}
    or (
        service_date_text is null and service_kind is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_date('service_date')
        + required_value('service_kind', 'service_kind')
        + known_code('service_kind')
        + desk_known()
        + optional_number('hours')
        + rule('hours_out_of_day', 'hours', "regexp_matches(hours_digits, '^[-−–][0-9]')", 'hours_text')
        + undoubted('outcome', 'outcome_code', 'service_outcome')
        + rule('outcome_unknown', 'outcome', 'outcome_code is null and service_outcome is not null', 'service_outcome')
        + optional_number('value_eur')
        + optional_number('satisfaction')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
        + identifier('network_codice_fiscale')
    ) }}
from typed
