{#
  Field by field, the latest value that is not empty, and the position of the row that gave it (`<field>_position`), so
  that an emptier row that came later lends its place to no older value.
#}
{% macro latest_values(fields) -%}
    {% for field in fields -%}
    arg_max({{ field }}, row_position) as {{ field }},
    max(row_position) filter ({{ field }} is not null) as {{ field }}_position{{ "," if not loop.last }}
    {% endfor %}
{%- endmacro %}
