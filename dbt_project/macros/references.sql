{# The ways a row names a firm or a network, typed alike in every record type that has them. #}

{% macro firm_reference_columns() -%}
    {{ clean_code('partner_firm_code') }} as firm_code,
    {{ clean_identifier('codice_fiscale') }} as codice_fiscale_delivered,
    {{ usable_identifier('codice_fiscale_delivered') }} as codice_fiscale,
    {{ clean_identifier('partita_iva') }} as partita_iva_delivered,
    {{ usable_identifier('partita_iva_delivered') }} as partita_iva,
    {{ clean_text('company_name') }} as firm_name,
    {{ firm_name_key('company_name') }} as firm_name_key,
    {{ clean_text('municipality') }} as municipality_name,
    {{ text_key('municipality') }} as municipality_key
{%- endmacro %}

{% macro network_reference_columns() -%}
    {{ clean_code('network_code') }} as network_code,
    {{ clean_identifier('network_codice_fiscale') }} as network_codice_fiscale_delivered,
    {{ usable_identifier('network_codice_fiscale_delivered') }} as network_codice_fiscale,
    {{ register_number_key('register_number') }} as register_number,
    {{ clean_text('network_name') }} as network_name,
    {{ text_key('network_name') }} as network_name_key
{%- endmacro %}
