{#
  The delivered rows of a record type with people's corrections applied to the text, and with the delivery's partner,
  order and day, which `raw` has in each row: a new delivery changes no type but those that it carries.
  `record_id` is <delivery>/<sheet number>/<row number>. Where the type names a municipality,
  `meant_municipality_key` is the one that an abbreviation means, `meant_province_code` a province that stands there alone. What can name a firm, a network or a place stands
  as `<field>_named` too (`naming_text`).
#}
{% macro delivered(record_type) %}
    {%- set names_place = record_type in placed_record_types() %}
    with texts as ({{ corrected_texts(record_type) }})

    select
        texts.*,
        {%- if names_place %}
        places.municipality_key as meant_municipality_key,
        places.province_code as meant_province_code,
        {%- endif %}
        {%- for field in record_fields(record_type) if field in naming_fields() %}
        {{ naming_text('texts.' ~ field) }} as {{ field }}_named,
        {%- endfor %}
        texts.delivery_id || '/' || texts.sheet_index || '/' || texts.row_number as record_id
    from texts
    {%- if names_place %}
    left join {{ ref('stg_municipality_spellings') }} as places
        on
            texts.partner_code = places.partner_code
            and texts.municipality = places.municipality
            and {{ delivered_province(record_type, 'texts.') }} = places.province
    {%- endif %}
{% endmacro %}

{% macro naming_fields() -%}
    {{ return([
        'company_name', 'codice_fiscale', 'partita_iva', 'municipality', 'province', 'network_name',
        'network_codice_fiscale', 'supplier_codice_fiscale'
    ]) }}
{%- endmacro %}

{# The record types that name a municipality, and whether a province of its own stands beside it. #}
{% macro placed_record_types() -%}
    {{ return({
        'firms': true, 'contacts': false, 'events': false, 'network_members': false, 'services': false,
        'register_members': true
    }) }}
{%- endmacro %}

{% macro delivered_province(record_type, rows='') -%}
    {% if placed_record_types()[record_type] %}coalesce({{ rows }}province, ''){% else %}''{% endif %}
{%- endmacro %}

{# The delivered text of a record type with people's corrections applied. #}
{% macro corrected_texts(record_type) %}
    with corrected_rows as (
        select
            delivery_id,
            sheet_index,
            row_number,
            map_from_entries(list((field, new_value))) as fixes
        from {{ ref('stg_corrected_' ~ record_type) }}
        group by all
    )

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
{% endmacro %}
