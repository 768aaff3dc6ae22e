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
{{ judged(rows, 'network_events') }}
