-- Rows whose key alone does not say which fact they tell: a code that means different things, and keys that one
-- delivery gives to rows that differ (services and expenses: also to rows that are equal).
{%- for record_type in [
    'firms', 'contacts', 'events', 'networks', 'network_members', 'network_events', 'services', 'expenses', 'budgets'
] %}
{%- set one_row_each = record_type in ['services', 'expenses'] %}
{{ "union all" if not loop.first }}
(
    with contending as (
        select
            staged.partner_code,
            coalesce(mended.record_key, staged.record_key) as record_key,
            staged.record_id,
            staged.arrival_order,
            staged.row_position,
            hash({{ record_content(record_type) | join(', ') }}) as content,
            staged.is_cancelled,
            {{ row_subject(record_type) }},
            {{ "named.members" if record_type == 'networks' else "[]::varchar[] as members" }}
        from {{ ref('stg_' ~ record_type) }} as staged
        left join (select record_id, record_key from {{ ref('int_keys_mended') }}) as mended using (record_id)
        {%- if record_type == 'networks' %}
        inner join (
            select delivery_id as coming_delivery_id, received_at as came_at from {{ ref('int_deliveries_decided') }}
        ) as deliveries
            on staged.delivery_id = deliveries.coming_delivery_id
        -- A network's members come with it, be it in another file.
        left join (
            select
                members.partner_code as named_partner_code,
                members.network_code as named_network_code,
                received.received_at as named_at,
                list_sort(list(distinct {{ firm_key() }})) as members
            from {{ ref('stg_network_members') }} as members
            inner join {{ ref('int_deliveries_decided') }} as received using (delivery_id)
            where not members.is_ignored and members.network_code is not null
            group by members.partner_code, members.network_code, received.received_at
        ) as named
            on
                staged.partner_code = named.named_partner_code
                and staged.network_code = named.named_network_code
                and deliveries.came_at = named.named_at
        {%- endif %}
        where
            not staged.is_ignored
            and not {{ is_rejected('staged.issues') }}
            and staged.delivery_id not in (
                select delivery_id from {{ ref('int_deliveries_withdrawn') }}
            )
    ),

    in_delivery as (
        select
            hash(partner_code, record_key) as key_hash,
            min(hash(about, title, day, place)) filter (is_coded) as first_subject,
            max(hash(about, title, day, place)) filter (is_coded) as last_subject,
            min(content) <> max(content){{ " or (not any_value(is_coded) and count(*) > 1)" if one_row_each }} as is_repeated
        from contending
        group by key_hash, arrival_order
    ),

    contested as (
        select key_hash from in_delivery
        group by key_hash
        having
            bool_or(is_repeated{{ " and first_subject is not null" if record_type in ['firms', 'networks'] }})
            or min(first_subject) <> max(last_subject)
    )

    select
        '{{ record_type }}' as record_type,
        contending.*
    from contending
    semi join contested on hash(contending.partner_code, contending.record_key) = contested.key_hash
)
{%- endfor %}
