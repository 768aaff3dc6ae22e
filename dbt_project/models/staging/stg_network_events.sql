with source as ({{ delivered('network_events') }}),

typed as (
    select
        {{ record_columns('network_events') }},
        {{ network_reference_columns() }},
        {{ date_column('event_date') }},
        {{ coded_column('network_event_kind') }}
    from source
)

select
    *,
    row_kind <> 'data'
    or (
        coalesce(network_code, network_codice_fiscale_delivered, register_number, network_name_key) is null
        and event_date_text is null and network_event_kind is null and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('network', 'coalesce(network_code, network_codice_fiscale_delivered, register_number, network_name_key)')
        + required_date('event_date')
        + required_value('network_event_kind', 'network_event_kind')
        + known_code('network_event_kind')
        + identifier('network_codice_fiscale')
    ) }}
from typed
