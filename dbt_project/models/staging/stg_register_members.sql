with source as ({{ delivered('register_members') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ identifier_texts(['network_codice_fiscale', 'codice_fiscale']) }},
        {{ register_number_key('register_number') }} as register_number,
        {{ clean_text('network_name') }} as network_name,
        {{ text_key('network_name') }} as network_name_key,
        {{ date_texts(['signed_date']) }},
        {{ text_columns(['network_municipality', 'purpose']) }},
        {{ clean_text('network_province') }} as network_province_name,
        {{ clean_text('company_name') }} as firm_name,
        {{ firm_name_key('company_name') }} as firm_name_key,
        {{ clean_text('municipality') }} as municipality_name,
        {{ meant_municipality('municipality') }} as municipality_key,
        coalesce({{ clean_text('province') }}, {{ province_told('municipality') }}) as province_name,
        {{ sector_code('codice_ateco') }} as sector_code,
        -- The register names firms and networks by codice fiscale, act or name alone.
        null::varchar as network_code,
        null::varchar as firm_code,
        null::varchar as partita_iva_delivered
    from source
),

typed as (
    select
        *,
        {{ text_key('province_name') }} as province_key,
        {{ typed_identifiers(['network_codice_fiscale', 'codice_fiscale']) }},
        {{ typed_dates(['signed_date']) }},
        null::varchar as partita_iva
    from cleaned
)

select
    *,
    {{ record_key('register_members') }} as record_key,
    {{ is_no_data() }}
    or (
        network_name is null and signed_date_text is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('network_name', 'network_name')
        + required_date('signed_date', is_past=false)
        + identifier('network_codice_fiscale')
        + identifier('codice_fiscale')
        + rule('identifier_missing', 'codice_fiscale', 'codice_fiscale_delivered is null')
    ) }}
from typed
