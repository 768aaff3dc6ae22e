-- Rows without the code of their own that their partner gives to others: a list's column of codes that was added later, or
-- left out. The code is that of a row of another delivery that agrees in all else that the key would be made of, the first
-- with the first as they stand; contacts that are equal in one file are one.
{%- for record_type in ['contacts', 'services'] %}
{%- set own_code = record_types()[record_type]['own_code'] %}
{{ "union all" if not loop.first }}
(
    with listed as (
        select
            record_id,
            record_key,
            arrival_order,
            row_position,
            {{ own_code }} is not null as is_coded,
            hash(partner_code, {{ joined_key(typed_parts(record_type, firm_key(), network_key())) }}) as rest_hash,
            {%- if record_type == 'contacts' %}
            hash({{ record_content(record_type) | join(', ') }}) as told
            {%- else %}
            row_position as told
            {%- endif %}
        from {{ ref('stg_' ~ record_type) }}
        where
            partner_code in (
                select partner_code from {{ ref('stg_' ~ record_type) }}
                group by partner_code having count({{ own_code }}) not in (0, count(*))
            )
            and {{ fact_date(record_type) }} is not null
            and not is_ignored
            and not {{ is_rejected() }}
            and delivery_id not in (select delivery_id from {{ ref('int_deliveries_withdrawn') }})
    ),

    coded as (
        select
            rest_hash,
            record_key,
            list(distinct arrival_order) as arrival_orders,
            row_number() over (partition by rest_hash order by min(row_position)) as place
        from listed
        where is_coded
        group by rest_hash, record_key
    ),

    uncoded as (
        select
            record_id,
            rest_hash,
            arrival_order,
            dense_rank() over (partition by rest_hash, arrival_order order by first_position) as place
        from (
            select
                *,
                min(row_position) over (partition by rest_hash, arrival_order, told) as first_position
            from listed
            where not is_coded
        ) as told_first
    )

    select
        '{{ record_type }}' as record_type,
        uncoded.record_id,
        coded.record_key
    from uncoded
    inner join coded using (rest_hash, place)
    where not list_contains(coded.arrival_orders, uncoded.arrival_order)
)
{%- endfor %}
