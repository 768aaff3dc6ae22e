{# The code of a delivered spelling (compared as text_key), null where the spelling is unknown or empty. #}
{% macro spelled(field, column) -%}
    (
        select map_from_entries(list((spelling_key, code)))
        from {{ ref('stg_spellings') }} where field = '{{ field }}'
    )[{{ text_key(column) }}]
{%- endmacro %}

{# A coded column: the code, `other` where the spelling is unknown, null where empty; and the text as delivered. #}
{% macro coded_column(field) -%}
    {{ clean_text(field) }} as {{ field }}_text,
    case when {{ clean_text(field) }} is not null then coalesce({{ spelled(field, field) }}, 'other') end as {{ field }},
    {{ spelled(field, field) }} is null and {{ clean_text(field) }} is not null as is_{{ field }}_unknown
{%- endmacro %}
