{#
  A delivered number as DECIMAL(18, 4), null where unreadable. Italian first: 1.234,5 and 8.000 (thousands),
  then 1234.5 and 1,234.56.
#}
{% macro italian_number(column) -%}
    {%- set digits -%}
        regexp_replace(lower({{ column }}), '[\s\x{00A0}€'']|euro?', '', 'g')
    {%- endset -%}
    case
        when {{ column }} is null then null
        when regexp_full_match({{ digits }}, '[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]*)?')
            then try_cast(replace(replace({{ digits }}, '.', ''), ',', '.') as decimal(18, 4))
        when regexp_full_match({{ digits }}, '[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+')
            then try_cast(replace({{ digits }}, ',', '') as decimal(18, 4))
        when regexp_full_match({{ digits }}, '[+-]?[0-9]*[.,]?[0-9]+(e[+-]?[0-9]+)?')
            then try_cast(replace({{ digits }}, ',', '.') as decimal(18, 4))
    end
{%- endmacro %}

{# Hours: a number, or a duration such as 1:30 or 1h30. #}
{% macro italian_hours(column) -%}
    {%- set parts -%}
        regexp_extract(lower({{ column }}), '^\s*([0-9]+)\s*[:h]\s*([0-9]{1,2})?(:[0-9]{2})?\s*$', ['h', 'm', 's'])
    {%- endset -%}
    case
        when regexp_matches(lower({{ column }}), '[:h]')
            then try_cast({{ parts }}.h as decimal(18, 4)) + coalesce(try_cast({{ parts }}.m as decimal(18, 4)), 0) / 60
        else {{ italian_number(column) }}
    end::decimal(18, 4)
{%- endmacro %}
