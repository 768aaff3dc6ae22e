{#
  The delivered rows of a record type with people's corrections applied to the text, and with the delivery's partner,
  order and day, which `raw` has in each row: a new delivery changes no type but those that it carries.
  `record_id` is <delivery>/<sheet number>/<row number>.
#}
{% macro delivered(record_type) %}
    with corrected_rows as (
        select
            delivery_id,
            sheet_index,
            row_number,
            map_from_entries(list((field, new_value))) as fixes
        from {{ ref('stg_corrected_' ~ record_type) }}
        group by all
    ),

    texts as (
        select uncorrected.*
        from {{ source('raw', record_type) }} as uncorrected
        anti join corrected_rows using (delivery_id, sheet_index, row_number)
        union all by name
        select
            uncorrected.* replace (
                {%- for field in record_fields(record_type) %}
                coalesce(corrected_rows.fixes['{{ field }}'], uncorrected.{{ field }}) as {{ field }}
                {{- "," if not loop.last }}
                {%- endfor %}
            )
        from {{ source('raw', record_type) }} as uncorrected
        inner join corrected_rows using (delivery_id, sheet_index, row_number)
    )

    select
        *,
        delivery_id || '/' || sheet_index || '/' || row_number as record_id
    from texts
{% endmacro %}
