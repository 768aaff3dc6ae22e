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
