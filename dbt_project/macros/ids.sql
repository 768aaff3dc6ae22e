{#
  A stable id that cannot be guessed back: 64 bits of a keyed SHA-256 (an inner and an outer pass, as HMAC has them).
  The key never leaves the private warehouse.
#}
{% macro keyed_id(prefix, anchor) -%}
    '{{ prefix }}' || left(sha256(
        (select key from {{ source('decisions', 'id_key') }})
        || sha256((select key from {{ source('decisions', 'id_key') }}) || {{ anchor }})
    ), 16)
{%- endmacro %}

{# What a firm is known by that has no identifier: its normalised name with its municipality, else with its province. #}
{% macro name_anchor(firm_name_key, municipality_key, province_code) -%}
    'name:' || {{ firm_name_key }} || '|' || coalesce({{ municipality_key }}, 'provincia ' || {{ province_code }}, '')
{%- endmacro %}

{# Whether a text has the form of a row's id (ingest/raw_tables.py) or of one that `keyed_id` made, which no person's number has. #}
{% macro is_our_id(column) -%}
    regexp_full_match({{ column }}, '[A-Z][0-9a-f]{16}|[a-z_]+-[0-9]{5}/[0-9]+/[0-9]+')
{%- endmacro %}
