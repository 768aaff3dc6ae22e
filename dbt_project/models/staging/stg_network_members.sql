with source as ({{ delivered('network_members') }}),

typed as (
    select
        {{ record_columns('network_members') }},
        {{ network_reference_columns() }},
        {{ firm_reference_columns() }},
        {{ coded_column('member_role') }},
        {{ optional_date_column('joined_date') }},
        {{ optional_date_column('left_date') }}
    from source
)

select
    *,
    row_kind <> 'data'
    or (
        coalesce(network_code, network_codice_fiscale_delivered, register_number, network_name_key) is null
        and coalesce(firm_code, codice_fiscale_delivered, partita_iva_delivered, firm_name_key) is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('network', 'coalesce(network_code, network_codice_fiscale_delivered, register_number, network_name_key)')
        + required_value('firm', 'coalesce(firm_code, codice_fiscale_delivered, partita_iva_delivered, firm_name_key)')
        + optional_date('joined_date')
        + optional_date('left_date')
        + rule('dates_out_of_order', 'left_date', 'left_date < joined_date', 'left_date_text')
        + known_code('member_role')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
        + identifier('network_codice_fiscale')
    ) }}
from typed
