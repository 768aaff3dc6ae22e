{# How a person's correction finds its row and value: case, accents and punctuation do not matter. #}
{% macro correction_key(column) -%}
    regexp_replace(lower(strip_accents({{ column }})), '[^\p{L}\p{N}|]+', '', 'g')
{%- endmacro %}

{# The canonical fields of a record type, as `raw` has them (also where a unit test stands in for the source). #}
{% macro record_fields(record_type) -%}
    {%- set raw_table = api.Relation.create(database=target.database, schema='raw', identifier=record_type) -%}
    {{ return(
        adapter.get_columns_in_relation(raw_table) | map(attribute='name')
        | reject('in', ['delivery_id', 'sheet_index', 'row_number', 'row_kind']) | list
    ) }}
{%- endmacro %}

{# The delivered rows of a type that a person corrects, one row per correction. #}
{% macro rows_to_correct(record_type) -%}
    {%- set old_value -%}
        case corrections.field
            {%- for field in record_fields(record_type) %}
            when '{{ field }}' then keyed.{{ field }}
            {%- endfor %}
        end
    {%- endset -%}
    select
        '{{ record_type }}' as record_type,
        keyed.delivery_id,
        keyed.sheet_index,
        keyed.row_number,
        corrections.correction_number,
        corrections.field,
        corrections.new_value
    from (
        select
            delivered_rows.*,
            deliveries.partner_code,
            {{ correction_key(record_key(record_type)) }} as correction_key
        from {{ source('raw', record_type) }} as delivered_rows
        inner join {{ source('raw', 'deliveries') }} as deliveries
            on delivered_rows.delivery_id = deliveries.delivery_id
    ) as keyed
    inner join {{ ref('stg_correction_decisions') }} as corrections
        on
            keyed.partner_code = corrections.partner_code
            and keyed.correction_key = corrections.correction_key
    where
        corrections.record_type = '{{ record_type }}'
        and coalesce(corrections.old_value_key, '') = coalesce({{ text_key(old_value) }}, '')
{%- endmacro %}
