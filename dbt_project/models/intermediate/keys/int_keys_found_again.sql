-- Contacts and services that a partner tells under another key than in another delivery: a column of codes of their own, or
-- one that names firm or network, was added later or left out. The key is that of the row that agrees in all else: of the one with
-- a code of its own, by what it says, else the first with the first as they stand; where none has one, of the first. Rows of
-- one delivery are two.
{%- for record_type in ['contacts', 'services'] %}
{%- set own_code = record_types()[record_type]['own_code'] %}
{%- set firm = "coalesce(
                codice_fiscale, partita_iva, known_number, 'code ' || known_code,
                firm_name_key || coalesce(place, ''), codice_fiscale_delivered, partita_iva_delivered
            )" %}
{%- set network = network_key() if record_type == 'contacts' else "coalesce(known_network, " ~ network_key() ~ ")" %}
{{ "union all" if not loop.first }}
(
    with
    {%- if record_type == 'services' %}
    networks as (
        {%- for told_in in ['networks', 'network_members', 'services'] %}
        {{ "union" if not loop.first }}
        select
            partner_code,
            network_name_key,
            network_code
        from {{ ref('stg_' ~ told_in) }}
        where not is_ignored and network_name_key is not null and network_code is not null
        {%- endfor %}
    ),

    named_networks as (
        select
            partner_code,
            network_name_key,
            any_value(network_code) as network_code
        from networks
        group by partner_code, network_name_key
        having count(*) = 1
    ),
    {%- endif %}

    listed as (
        select
            staged.*,
            {%- if record_type == 'services' %}
            coalesce(staged.network_code, named_networks.network_code) as known_network,
            {%- endif %}
            coalesce(codes.number, places.number, names.number) as known_number,
            coalesce(staged.firm_code, places.firm_code, names.firm_code) as known_code,
            case when not names.is_one_place then ' ' || staged.municipality_key end as place
        from {{ ref('stg_' ~ record_type) }} as staged
        left join {{ ref('int_firm_references_known') }} as codes
            on
                codes.firm_name_key is null
                and staged.partner_code = codes.partner_code
                and staged.firm_code = codes.firm_code
        left join {{ ref('int_firm_references_known') }} as names
            on
                not names.is_by_place
                and staged.partner_code = names.partner_code
                and staged.firm_name_key = names.firm_name_key
        left join {{ ref('int_firm_references_known') }} as places
            on
                places.is_by_place
                and staged.partner_code = places.partner_code
                and staged.firm_name_key = places.firm_name_key
                and staged.municipality_key = places.municipality_key
        {%- if record_type == 'services' %}
        left join named_networks
            on
                staged.partner_code = named_networks.partner_code
                and staged.network_name_key = named_networks.network_name_key
        {%- endif %}
        where
            staged.partner_code in ({{ partners_naming_in_ways(record_type) }})
            and {{ fact_date(record_type) }} is not null
            and {{ contends('staged') }}
    ),

    told as (
        select
            record_id,
            record_key,
            arrival_order,
            row_position,
            {{ own_code }} is not null as is_coded,
            hash(partner_code, {{ typed_parts(record_type, firm, network) | join(', ') }}) as rest_hash,
            {{ said_hash(record_type) }} as says,
            {%- if record_type == 'contacts' %}
            hash({{ record_content(record_type) | join(', ') }}) as content  -- equal ones of one file are one
            {%- else %}
            row_position as content
            {%- endif %}
        from listed
    ),

    keys as (
        select
            rest_hash,
            record_key,
            is_coded,
            arg_max(says, row_position) as says,
            list(distinct arrival_order) as arrival_orders,
            min(row_position) as first_position,
            bool_or(is_coded) over (partition by rest_hash) as has_code
        from told
        group by rest_hash, record_key, is_coded
    ),

    meant as (
        select * from keys
        where is_coded
    ),

    others as (
        select
            told.record_id,
            told.record_key,
            told.rest_hash,
            told.arrival_order,
            told.says,
            min(told.row_position) over (
                partition by told.rest_hash, told.arrival_order, told.content
            ) as first_position
        from told
        semi join meant using (rest_hash)
        where not told.is_coded
    ),

    {{ keys_found_in_order() }}

    select
        '{{ record_type }}' as record_type,
        record_id,
        record_key
    from found
    union all
    select
        '{{ record_type }}' as record_type,
        told.record_id,
        first_told.record_key
    from told
    inner join (
        select * from keys
        where not has_code
        qualify row_number() over (partition by rest_hash order by first_position) = 1
    ) as first_told using (rest_hash)
    where told.record_key <> first_told.record_key and not list_contains(first_told.arrival_orders, told.arrival_order)
)
{%- endfor %}
