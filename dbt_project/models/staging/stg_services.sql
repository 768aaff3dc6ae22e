with source as ({{ delivered('services') }}),

typed as (
    select
        {{ record_columns('services') }},
        {{ clean_code('service_code') }} as service_code,
        {{ date_column('service_date') }},
        {{ coded_column('service_kind') }},
        {{ firm_reference_columns() }},
        {{ network_reference_columns() }},
        {{ clean_text('desk') }} as desk_name,
        {{ spelled('desk', 'desk') }} as delivered_desk_code,
        {{ clean_text('hours') }} as hours_text,
        {{ italian_hours('hours') }} as hours,
        {{ number_column('value_eur') }},
        {{ clean_text('outcome') }} as service_outcome,
        {{ number_column('satisfaction', 'decimal(6, 2)') }}
    from source
)

select
    *,
    row_kind <> 'data'
    or (service_date_text is null and service_kind is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_date('service_date')
        + required_value('service_kind', 'service_kind')
        + known_code('service_kind')
        + rule('desk_unknown', 'desk', 'delivered_desk_code is null and desk_name is not null', 'desk_name')
        + optional_number('hours')
        + optional_number('value_eur')
        + optional_number('satisfaction')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
        + identifier('network_codice_fiscale')
    ) }}
from typed
