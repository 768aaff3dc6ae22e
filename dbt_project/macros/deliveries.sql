{#
  The delivered rows of a record type with people's corrections applied to the text, and with the delivery's
  partner, order and day. `record_id` is <delivery>/<sheet number>/<row number>.
#}
{% macro delivered(record_type) %}
    with corrected_rows as (
        select
            delivery_id,
            sheet_index,
            row_number,
            map_from_entries(list((field, new_value))) as fixes
        from {{ ref('stg_corrected_fields') }}
        where record_type = '{{ record_type }}'
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
        texts.*,
        texts.delivery_id || '/' || texts.sheet_index || '/' || texts.row_number as record_id,
        deliveries.partner_code,
        deliveries.arrival_order,
        deliveries.received_on
    from texts
    inner join {{ source('raw', 'deliveries') }} as deliveries using (delivery_id)
{% endmacro %}
