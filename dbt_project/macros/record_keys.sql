{#
  What makes a row of a record type the same row when it is delivered again, as one text whose parts are joined by
  `|`, from the delivered text columns. "Firm" and "network" are the first reference that the row has.
#}
{% macro record_key(record_type) -%}
    {%- set firm = firm_key_part(record_type) -%}
    {%- set network = network_key_part(record_type) -%}
    {%- if record_type == 'firms' -%}
        coalesce(
            {{ clean_code('partner_firm_code') }}, {{ identifier_key('codice_fiscale') }}, {{ identifier_key('partita_iva') }},
            {{ joined_key([firm_name_key('company_name'), text_key('municipality')]) }}
        )
    {%- elif record_type == 'contacts' -%}
        coalesce(
            {{ clean_code('contact_code') }},
            {{ joined_key([firm, date_key('contact_date'), code_key('contact_kind'), clean_code('event_code')]) }}
        )
    {%- elif record_type == 'events' -%}
        {{ clean_code('event_code') }}
    {%- elif record_type == 'networks' -%}
        coalesce(
            {{ clean_code('network_code') }}, {{ identifier_key('network_codice_fiscale') }},
            {{ register_number_key('register_number') }}, {{ text_key('network_name') }}
        )
    {%- elif record_type == 'network_members' -%}
        {{ joined_key([network, firm, date_key('joined_date')]) }}
    {%- elif record_type == 'network_events' -%}
        {{ joined_key([network, date_key('event_date'), code_key('network_event_kind')]) }}
    {%- elif record_type == 'services' -%}
        coalesce(
            {{ clean_code('service_code') }},
            {{ joined_key([date_key('service_date'), code_key('service_kind'), firm, network]) }}
        )
    {%- elif record_type == 'expenses' -%}
        {{ joined_key([
            text_key('supplier'), clean_code('document_number'), date_key('expense_date'), code_key('category'),
            text_key('activity'), number_key('incurred_eur')
        ]) }}
    {%- elif record_type == 'budgets' -%}
        {{ joined_key([code_key('category'), date_key('version_date')]) }}
    {%- elif record_type == 'targets' -%}
        {{ joined_key([
            clean_code('kpi_code'), date_key('period_end'), clean_code('province'), clean_code('partner'),
            date_key('version_date')
        ]) }}
    {%- elif record_type == 'register_members' -%}
        {{ joined_key([network, date_key('signed_date'), firm]) }}
    {%- endif -%}
{%- endmacro %}

{% macro joined_key(parts) -%}
    {% for part in parts %}coalesce({{ part }}, ''){{ " || '|' || " if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro identifier_key(field) -%}
    coalesce({{ usable_identifier(clean_identifier(field)) }}, {{ clean_identifier(field) }})
{%- endmacro %}

{% macro date_key(field) -%}
    coalesce({{ italian_date(field) }}::varchar, {{ clean_text(field) }})
{%- endmacro %}

{% macro number_key(field) -%}
    coalesce({{ italian_number(field) }}::decimal(18, 2)::varchar, {{ clean_text(field) }})
{%- endmacro %}

{% macro code_key(field) -%}
    coalesce({{ spelled(field, field) }}, {{ text_key(field) }})
{%- endmacro %}

{% macro firm_key_part(record_type) -%}
    coalesce(
        {% if record_type != 'register_members' -%}
        {{ clean_code('partner_firm_code') }},
        {% endif -%}
        {{ identifier_key('codice_fiscale') }},
        {% if record_type != 'register_members' -%}
        {{ identifier_key('partita_iva') }},
        {% endif -%}
        {{ firm_name_key('company_name') }} || coalesce(' ' || {{ text_key('municipality') }}, '')
    )
{%- endmacro %}

{% macro network_key_part(record_type) -%}
    coalesce(
        {% if record_type != 'register_members' -%}
        {{ clean_code('network_code') }},
        {% endif -%}
        {{ identifier_key('network_codice_fiscale') }},
        {{ register_number_key('register_number') }},
        {{ text_key('network_name') }}
    )
{%- endmacro %}
