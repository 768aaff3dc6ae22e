{#
  What makes a row of a record type the same row when it is delivered again, as one text whose parts are joined by
  `|`, from staging's typed columns. "Firm" and "network" are the first reference that the row has.
#}
{% macro joined_key(parts) -%}
    {% for part in parts %}coalesce({{ part }}, ''){{ " || '|' || " if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro firm_key() -%}
    coalesce(
        firm_code, codice_fiscale, codice_fiscale_delivered, partita_iva, partita_iva_delivered,
        firm_name_key || coalesce(' ' || municipality_key, '')
    )
{%- endmacro %}

{% macro network_key() -%}
    coalesce(network_code, network_codice_fiscale, network_codice_fiscale_delivered, register_number, network_name_key)
{%- endmacro %}

{% macro date_key(field) -%}
    coalesce({{ field }}::varchar, {{ field }}_day)
{%- endmacro %}

{#
  The rows of a relation with staging's columns, under the keys that int_record_keys_settled gives them; `is_meant`: it
  also has a column `meant_key`, which goes before where it is not null.
#}
{% macro with_settled_keys(rows, record_type, is_meant=false) %}
    select
        staged_rows.* {{ "exclude (meant_key)" if is_meant }} replace (
            coalesce(
                {%- if is_meant %}
                staged_rows.meant_key || regexp_extract(coalesce(settled.record_key, ''), '([#~][0-9]+)*$'),
                {%- endif %}
                settled.record_key,
                staged_rows.record_key
            ) as record_key
        ),
        coalesce(settled.is_code_reused, false) as is_code_reused
    from {{ rows }} as staged_rows
    left join (
        select * from {{ ref('int_record_keys_settled') }} where record_type = '{{ record_type }}'
    ) as settled
        on staged_rows.record_id = settled.record_id
{% endmacro %}
