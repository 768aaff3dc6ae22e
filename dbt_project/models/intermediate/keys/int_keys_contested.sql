-- Rows whose key alone does not say which fact they tell: a code that means different things, and keys that one
-- delivery gives to rows that differ (services and expenses: also to rows that are equal).
{%- for record_type in [
    'firms', 'contacts', 'events', 'networks', 'network_members', 'network_events', 'services', 'expenses', 'budgets'
] %}
{%- set one_row_each = record_type in ['services', 'expenses'] %}
{{ "union all" if not loop.first }}
(
    with
    {%- if record_type == 'networks' %}
    members as (
        select distinct
            staged.partner_code,
            staged.network_code,
            {{ firm_key() }} as firm_key,
            deliveries.received_at
        from {{ ref('stg_network_members') }} as staged
        inner join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
        where not staged.is_ignored and staged.network_code is not null
    ),

    named as (
        select
            staged.record_id,
            staged.partner_code,
            staged.network_code,
            staged.network_name_key,
            deliveries.received_at
        from {{ ref('stg_networks') }} as staged
        inner join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
        where not staged.is_ignored and staged.network_code is not null
    ),

    -- Codes that were listed under two names: how long each row's name held.
    renamed as (
        select
            named.record_id,
            named.partner_code,
            named.network_code,
            named.received_at,
            min(others.received_at) filter (others.received_at > named.received_at) as renamed_at
        from named
        inner join (
            select distinct partner_code, network_code, network_name_key, received_at from named
        ) as others
            on
                named.partner_code = others.partner_code
                and named.network_code = others.network_code
                and named.network_name_key <> others.network_name_key
        group by all
    ),

    -- A network's members come with it or after it, until its code is listed under another name.
    composed as (
        select
            renamed.record_id,
            list_sort(list(distinct members.firm_key)) as members
        from renamed
        inner join members
            on
                renamed.partner_code = members.partner_code
                and renamed.network_code = members.network_code
                and members.received_at >= renamed.received_at
                and coalesce(members.received_at < renamed.renamed_at, true)
        group by renamed.record_id
    ),

    {%- elif record_type == 'firms' %}
    -- Of rows that their partner lists without codes: a number that unlike names of one delivery have is of none of them.
    unlike_names as (
        select distinct
            partner_code,
            coalesce(codice_fiscale, partita_iva) as number
        from {{ ref('stg_firms') }}
        where firm_code is null and coalesce(codice_fiscale, partita_iva) is not null and not is_ignored
        group by partner_code, delivery_id, number
        having count(distinct left(firm_name_key, 5)) > 1
    ),

    listed as (
        select
            firms.* replace (
                case when unlike_names.number is null then firms.codice_fiscale end as codice_fiscale,
                case when unlike_names.number is null then firms.partita_iva end as partita_iva
            )
        from {{ ref('stg_firms') }} as firms
        left join unlike_names
            on
                firms.firm_code is null
                and firms.partner_code = unlike_names.partner_code
                and coalesce(firms.codice_fiscale, firms.partita_iva) = unlike_names.number
    ),
    {%- endif %}

    contending as (
        select
            staged.partner_code,
            coalesce(mended.record_key, staged.record_key) as record_key,
            staged.record_id,
            staged.arrival_order,
            staged.row_position,
            hash({{ record_content(record_type) | join(', ') }}) as content,
            staged.is_cancelled,
            {{ row_subject(record_type) }},
            {{ "composed.members" if record_type == 'networks' else "[]::varchar[] as members" }}
        from {{ "listed" if record_type == 'firms' else ref('stg_' ~ record_type) }} as staged
        left join (select record_id, record_key from {{ ref('int_keys_mended') }}) as mended on staged.record_id = mended.record_id
        {%- if record_type == 'networks' %}
        left join composed on staged.record_id = composed.record_id
        {%- endif %}
        where
            {{ contends('staged') }}
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
