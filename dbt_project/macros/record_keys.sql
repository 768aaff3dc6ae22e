{#
  Keys of rows, made from the table of record types: `record_key` from staging's typed columns, `delivered_key` from the
  text as delivered, by which a person's correction finds its row.
#}
{% macro joined_key(parts) -%}
    {% for part in parts %}coalesce({{ part }}, ''){{ " || '|' || " if not loop.last }}{% endfor %}
{%- endmacro %}

{# A number that is right goes before one that is not, which says whom it is of only with the name. #}
{% macro firm_key() -%}
    coalesce(
        firm_code, codice_fiscale, partita_iva,
        coalesce(codice_fiscale_delivered, partita_iva_delivered) || coalesce(' ' || firm_name_key, ''),
        firm_name_key || coalesce(' ' || municipality_key, '')
    )
{%- endmacro %}

{% macro network_key() -%}
    coalesce(network_code, network_codice_fiscale, network_codice_fiscale_delivered, register_number, network_name_key)
{%- endmacro %}

{% macro own_firm_key() -%}
    coalesce(
        firm_code, codice_fiscale, partita_iva, codice_fiscale_delivered, partita_iva_delivered,
        {{ joined_key(['firm_name_key', 'municipality_key']) }}
    )
{%- endmacro %}

{% macro date_key(field) -%}
    coalesce({{ field }}::varchar, {{ field }}_day)
{%- endmacro %}

{# What makes a row of a record type the same row when it is delivered again. #}
{% macro record_key(record_type) -%}
    {{ key_of_parts(record_type, typed_parts(record_type, firm_key(), network_key())) }}
{%- endmacro %}

{#
  The same of rows `staged` whose reference was found by what it meant when they were delivered: the firm or network found
  stands in its place. Null where no meaning was needed, or the row has the partner's own code.
#}
{% macro meant_key(record_type) -%}
    {%- set kinds = record_types()[record_type]['key'] | map('first') | list -%}
    {%- set own_code = record_types()[record_type].get('own_code') -%}
    {%- set meant = {'firm': meant_firm_key(), 'network': meant_network_key()} -%}
    {%- set needed = [] -%}
    {%- for kind in ['network', 'firm'] if kind in kinds -%}
        {%- do needed.append(meant[kind] ~ ' is not null') -%}
    {%- endfor -%}
    {%- set firm = 'coalesce(' ~ meant['firm'] ~ ', ' ~ firm_key() ~ ')' -%}
    {%- set network = 'coalesce(' ~ meant['network'] ~ ', ' ~ network_key() ~ ')' -%}
    case
        when {{ 'staged.' ~ own_code ~ ' is null and ' if own_code }}({{ needed | join(' or ') }})
            then {{ joined_key(typed_parts(record_type, firm, network, 'staged.')) }}
    end
{%- endmacro %}

{% macro typed_parts(record_type, firm, network, prefix='') -%}
    {%- set parts = [] -%}
    {%- for part in record_types()[record_type]['key'] -%}
        {%- set column = prefix ~ part | last -%}
        {%- do parts.append({
            'firm': firm, 'network': network, 'own_firm': own_firm_key(), 'date': date_key(column),
            'read_date': 'coalesce(' ~ column ~ '_read::varchar, ' ~ column ~ '_day)'
        }.get(part[0], column)) -%}
    {%- endfor -%}
    {{ return(parts) }}
{%- endmacro %}

{# The same of an uncorrected row, from its delivered text; the kinds of parts in `read` as they are read, others as they stand. #}
{% macro delivered_key(record_type, read) -%}
    {%- set fields = record_fields(record_type) -%}
    {%- set firm = ['partner_firm_code', 'codice_fiscale', 'partita_iva'] | select('in', fields) | list -%}
    {%- set network = ['network_code', 'network_codice_fiscale', 'register_number', 'network_name'] -%}
    {%- set parts = [] -%}
    {%- for part in record_types()[record_type]['key'] -%}
        {%- set field = part[1] | default(part[0]) -%}
        {%- do parts.append({
            'firm': 'coalesce(' ~ (firm + ["company_name || ' ' || municipality", 'company_name']) | join(', ') ~ ')',
            'own_firm': 'coalesce(' ~ (firm + [joined_key(['company_name', 'municipality'])]) | join(', ') ~ ')',
            'network': 'coalesce(' ~ network | select('in', fields) | join(', ') ~ ')',
            'date': delivered_date(field, 'date' in read),
            'read_date': delivered_date(field, 'date' in read),
            'code': delivered_code(field, 'code' in read),
            'number': delivered_number(field, 'number' in read)
        }.get(part[0], field)) -%}
    {%- endfor -%}
    {{ key_of_parts(record_type, parts) }}
{%- endmacro %}

{# One part as it is, several joined; the partner's own code before them. #}
{% macro key_of_parts(record_type, parts) -%}
    {%- set own_code = record_types()[record_type].get('own_code') -%}
    {%- set key = parts[0] if parts | length == 1 else joined_key(parts) -%}
    {{ 'coalesce(' ~ own_code ~ ', ' ~ key ~ ')' if own_code else key }}
{%- endmacro %}

{#
  The rows of a relation with staging's columns, under the keys that int_record_keys_settled gives them; `is_meant`: it
  also has a column `meant_key`, which goes before where it is not null.
#}
{% macro with_settled_keys(rows, record_type, is_meant=false) %}
    select
        staged_rows.* {{ "exclude (meant_key)" if is_meant }} replace (
            coalesce(
                {%- if is_meant %}
                staged_rows.meant_key || regexp_extract(coalesce(settled.record_key, ''), '([#~][0-9]+)*$'),
                {%- endif %}
                settled.record_key,
                staged_rows.record_key
            ) as record_key
        ),
        coalesce(settled.is_code_reused, false) as is_code_reused
    from {{ rows }} as staged_rows
    left join (
        select * from {{ ref('int_record_keys_settled') }} where record_type = '{{ record_type }}'
    ) as settled
        on staged_rows.record_id = settled.record_id
{% endmacro %}

{#
  The partners that name what they tell of in several ways: with and without a code of its own, the firm's code, number or place, the
  network's code.
  Who does it in one way, as most, tells no row under another key than before.
#}
{% macro partners_naming_in_ways(record_type) -%}
    select partner_code from {{ ref('stg_' ~ record_type) }}
    where not is_ignored
    group by partner_code
    having
        count(distinct case when {{ record_types()[record_type]['own_code'] }} is null then 1 else 0 end
        + case when firm_code is null then 2 else 0 end
        + case when coalesce(codice_fiscale, partita_iva) is null then 4 else 0 end
        + case when municipality_key is null then 16 else 0 end
        {%- if record_type == 'services' %}
        + case when network_code is null then 8 else 0 end
        {%- endif %}) > 1
{%- endmacro %}

{#
  CTEs after `others` (rows told without what `meant` keys have: record_id, record_key, rest_hash, arrival_order, says, first_position)
  and `meant` (rest_hash, record_key, says, first_position, arrival_orders): `found`, the key of each row, of those that agree in the
  rest: one that says the same, else the first of what is left with the first. One that a delivery also has by its key is another.
#}
{% macro keys_found_in_order() -%}
saying_the_same as (
    select
        ranked_others.record_id,
        ranked_others.rest_hash,
        ranked_others.arrival_order,
        ranked_meant.record_key
    from (
        select
            *,
            dense_rank() over (partition by rest_hash, arrival_order, says order by first_position) as place
        from others
    ) as ranked_others
    inner join (
        select
            *,
            row_number() over (partition by rest_hash, says order by first_position) as place
        from meant
    ) as ranked_meant using (rest_hash, says, place)
    where not list_contains(ranked_meant.arrival_orders, ranked_others.arrival_order)
),

others_left as (
    select
        *,
        dense_rank() over (partition by rest_hash, arrival_order order by first_position) as place
    from others
    anti join saying_the_same using (record_id)
),

meant_left as (
    select
        asked.arrival_order,
        meant.rest_hash,
        meant.record_key,
        row_number() over (partition by meant.rest_hash, asked.arrival_order order by meant.first_position) as place
    from meant
    inner join (select distinct rest_hash, arrival_order from others_left) as asked using (rest_hash)
    anti join saying_the_same using (rest_hash, arrival_order, record_key)
    where not list_contains(meant.arrival_orders, asked.arrival_order)
),

found as (
    select
        record_id,
        record_key
    from saying_the_same
    union all
    select
        others_left.record_id,
        meant_left.record_key
    from others_left
    inner join meant_left using (rest_hash, arrival_order, place)
)
{%- endmacro %}

{# What a row says beside its key, as a number: by content a row of a later list is found first. #}
{% macro said_hash(record_type) -%}
    hash(
        {%- for column in kept_columns(record_type).values() | sum(start=[]) if column != 'desk_code' -%}
        {{ column }}{{ ", " if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}
