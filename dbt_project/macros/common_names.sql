{# How many ways of writing firms may share what makes two of them a pair: more say that it is too common. #}
{% macro widest_block() -%}
    200
{%- endmacro %}
