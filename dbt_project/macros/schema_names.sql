{# Schemas are named as written in dbt_project.yml, without dbt's default prefix. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
