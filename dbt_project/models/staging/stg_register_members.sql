with source as ({{ delivered('register_members') }}),

typed as (
    select
        {{ record_columns('register_members') }},
        null::varchar as network_code,
        {{ clean_identifier('network_codice_fiscale') }} as network_codice_fiscale_delivered,
        {{ usable_identifier('network_codice_fiscale_delivered') }} as network_codice_fiscale,
        {{ register_number_key('register_number') }} as register_number,
        {{ clean_text('network_name') }} as network_name,
        {{ text_key('network_name') }} as network_name_key,
        {{ date_column('signed_date') }},
        {{ clean_text('network_province') }} as network_province_name,
        {{ clean_text('network_municipality') }} as network_municipality_name,
        {{ clean_text('purpose') }} as purpose,
        null::varchar as firm_code,
        {{ clean_identifier('codice_fiscale') }} as codice_fiscale_delivered,
        {{ usable_identifier('codice_fiscale_delivered') }} as codice_fiscale,
        null::varchar as partita_iva_delivered,
        null::varchar as partita_iva,
        {{ clean_text('company_name') }} as firm_name,
        {{ firm_name_key('company_name') }} as firm_name_key,
        {{ clean_text('municipality') }} as municipality_name,
        {{ text_key('municipality') }} as municipality_key,
        {{ clean_text('province') }} as province_name,
        {{ text_key('province') }} as province_key,
        {{ sector_code('codice_ateco') }} as sector_code
    from source
)

select
    *,
    row_kind <> 'data' or (network_name is null and signed_date_text is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_value('network_name', 'network_name')
        + required_date('signed_date', is_past=false)
        + identifier('network_codice_fiscale')
        + identifier('codice_fiscale')
        + rule('identifier_missing', 'codice_fiscale', 'codice_fiscale_delivered is null')
    ) }}
from typed
