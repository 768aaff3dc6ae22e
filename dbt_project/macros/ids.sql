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
