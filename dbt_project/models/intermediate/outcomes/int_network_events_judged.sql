{%- set rows -%}
    (
        select
            staged.* exclude (issues),
            {{ found_network_id() }} as network_id,
            {{ meant_key('network_events') }} as meant_key,
            {{ reference_missing(
                'staged.issues', 'network_not_found', 'network',
                'named_networks.network_id is null and ' ~ named_network() ~ ' is not null', named_network()
            ) }} as issues
        from {{ ref('stg_network_events') }} as staged
        {{ found_network('staged.event_date') }}
    )
{%- endset -%}
{{ judged(rows, 'network_events', is_meant=true) }}
