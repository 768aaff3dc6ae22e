{%- set network_missing = reference_missing(
    'staged.issues', 'network_not_found', 'network',
    'named_networks.network_id is null and ' ~ named_network() ~ ' is not null', named_network()
) -%}
{%- set rows -%}
    (
        select
            staged.* exclude (issues),
            firms.firm_id,
            {{ found_network_id() }} as network_id,
            {{ meant_key('network_members') }} as meant_key,
            {{ reference_missing(
                '(' ~ network_missing ~ ')', 'firm_not_found', 'firm',
                'firms.firm_id is null and ' ~ named_firm() ~ ' is not null', named_firm()
            ) }} as issues
        from {{ ref('stg_network_members') }} as staged
        {{ found_firm() }}
{{ found_network('coalesce(staged.joined_date, staged.left_date - 1)') }}
    )
{%- endset -%}
{{ judged(rows, 'network_members', is_meant=true) }}
