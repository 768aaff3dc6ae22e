{# Columns that staging gives to every record type. #}

{% macro record_columns(record_type) -%}
    record_id,
    delivery_id,
    sheet_index,
    row_number,
    row_kind,
    partner_code,
    arrival_order,
    received_on,
    arrival_order * 10000000000000 + sheet_index * 10000000000 + row_number as row_position,
    {{ record_key(record_type) }} as record_key,
    {{ clean_text('document_ref') }} as document_ref,
    {{ spelled('document_kind', 'document_kind') }} as document_kind,
    coalesce({{ spelled('yes_no', 'cancelled') }} = 'yes', false) as is_cancelled
{%- endmacro %}

{% macro date_column(field) -%}
    {{ clean_text(field) }} as {{ field }}_text,
    {{ italian_date(field) }} as {{ field }}
{%- endmacro %}

{# An optional date, left out where it lies after the day of the delivery. #}
{% macro optional_date_column(field) -%}
    {{ clean_text(field) }} as {{ field }}_text,
    {{ italian_date(field) }} as {{ field }}_read,
    case when {{ field }}_read <= received_on then {{ field }}_read end as {{ field }}
{%- endmacro %}

{% macro number_column(field, type='decimal(18, 2)') -%}
    {{ clean_text(field) }} as {{ field }}_text,
    {{ italian_number(field) }}::{{ type }} as {{ field }}
{%- endmacro %}
