{%- set network_missing = reference_missing(
    'staged.issues', 'service_network_not_found', 'network',
    'named_networks.network_id is null and ' ~ named_network() ~ ' is not null', named_network()
) -%}
{%- set rows -%}
    (
        select
            staged.* exclude (issues),
            firms.firm_id,
            {{ found_network_id() }} as network_id,
            {{ meant_key('services') }} as meant_key,
            {{ desk_code() }} as desk_code,
            {{ reference_missing(
                '(' ~ network_missing ~ ')', 'service_firm_not_found', 'firm',
                'firms.firm_id is null and ' ~ named_firm() ~ ' is not null', named_firm()
            ) }} as issues
        from {{ ref('stg_services') }} as staged
        {{ found_firm() }}
{{ found_network('staged.service_date') }}
    )
{%- endset -%}
{{ judged(rows, 'services', is_meant=true) }}
