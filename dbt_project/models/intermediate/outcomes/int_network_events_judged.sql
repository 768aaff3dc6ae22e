{%- set rows -%}
    (
        select
            staged.* exclude (issues),
            networks.network_id,
            {{ reference_missing(
                'staged.issues', 'network_not_found', 'network',
                'networks.network_id is null and ' ~ named_network() ~ ' is not null', named_network()
            ) }} as issues
        from {{ ref('stg_network_events') }} as staged
        {{ found_network() }}
    )
{%- endset -%}
{{ judged(rows, 'network_events', [
    'network_code', 'network_codice_fiscale', 'register_number', 'network_name_key', 'event_date', 'network_event_kind'
], fact_date='event_date') }}
