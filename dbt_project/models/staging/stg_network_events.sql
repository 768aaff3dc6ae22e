with source as ({{ delivered('network_events') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ network_reference_texts() }},
        {{ date_texts(['event_date']) }},
        {{ coded_texts(['network_event_kind']) }}
    from source
),

typed as (
    select
        *,
        {{ typed_identifiers(['network_codice_fiscale']) }},
        {{ typed_dates(['event_date']) }},
        {{ typed_codes(['network_event_kind']) }}
    from cleaned
)

select
    *,
    {{ record_key('network_events') }} as record_key,
    {{ is_no_data() }}
    or (
        {{ named_network() }} is null and event_date_text is null and network_event_kind is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('network', named_network())
        + required_date('event_date')
        + required_value('network_event_kind', 'network_event_kind')
        + known_code('network_event_kind')
        + identifier('network_codice_fiscale')
    ) }}
from typed
