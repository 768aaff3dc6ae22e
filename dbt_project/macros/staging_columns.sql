{#
  The columns of staging, kind by kind. Three steps keep expressions small, and planning them quick: `source` has what
  names something as `<field>_named` (macro `delivered`), `cleaned` makes texts of what was delivered (`…_texts`), `typed`
  makes values of those texts (`typed_…`).
#}

{% macro record_columns() -%}
    record_id,
    delivery_id,
    sheet_index,
    row_number,
    row_kind,
    partner_code,
    arrival_order,
    received_on,
    arrival_order * 10000000000000 + sheet_index * 10000000000 + row_number as row_position,
    {{ clean_text('document_ref') }} as document_ref,
    {{ spelled('document_kind', 'document_kind') }} as document_kind,
    {{ clean_text('cancelled') }} as cancelled_text,
    {{ spelled('yes_no', 'cancelled') }} is null
    and not coalesce(regexp_matches(cancelled, '[✓✔☑✗✘]'), true)
    and not regexp_matches({{ text_key('cancelled') }}, '^(annullat|stornat|cancellat|storno)') as is_cancelled_unknown,
    coalesce(
        {{ spelled('yes_no', 'cancelled') }} = 'yes'
        or regexp_matches(cancelled, '[✓✔☑]')
        or regexp_matches({{ text_key('cancelled') }}, '^(annullat|stornat|cancellat|storno)'),
        false
    ) as is_cancelled
{%- endmacro %}

{% macro text_columns(fields) -%}
    {% for field in fields %}{{ naming_text(field) }} as {{ field }}{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro code_columns(fields) -%}
    {% for field in fields %}{{ clean_code(field) }} as {{ field }}{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}

{# Dates: <field>_text as delivered and <field>_day to be read; then <field>, or <field>_read where optional. #}
{% macro date_texts(fields) -%}
    {% for field in fields -%}
    {{ clean_text(field) }} as {{ field }}_text,
    {{ date_text(field) }} as {{ field }}_day{{ ", " if not loop.last }}
    {% endfor %}
{%- endmacro %}

{% macro typed_dates(fields) -%}
    {% for field in fields %}{{ italian_date(field ~ '_day') }} as {{ field }}{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro optional_dates(fields) -%}
    {% for field in fields %}{{ italian_date(field ~ '_day') }} as {{ field }}_read{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}

{# An optional date is left out where it lies after the day of the delivery. #}
{% macro dates_by_delivery(fields) -%}
    {% for field in fields -%}
    case when {{ field }}_read <= received_on then {{ field }}_read end as {{ field }}{{ ", " if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Numbers: <field>_text as delivered and <field>_digits to be read; then <field>. #}
{% macro number_texts(fields) -%}
    {% for field in fields -%}
    {{ clean_text(field) }} as {{ field }}_text,
    {{ number_text(field) }} as {{ field }}_digits{{ ", " if not loop.last }}
    {% endfor %}
{%- endmacro %}

{% macro typed_numbers(fields, type='decimal(18, 2)') -%}
    {% for field in fields -%}
    try_cast({{ italian_number(field ~ '_digits') }} as {{ type }}) as {{ field }}{{ ", " if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# The code of a delivered spelling (compared as text_key), null where the spelling is unknown or empty. #}
{% macro spelled(field, column) -%}
    (
        select map_from_entries(list((spelling_key, code)))
        from {{ ref('stg_spellings') }} where field = '{{ field }}'
    )[{{ text_key(column) }}]
{%- endmacro %}

{# Coded fields: <field>_text as delivered and <field>_code; then <field>, `other` where the spelling is unknown. #}
{% macro coded_texts(fields) -%}
    {% for field in fields -%}
    {{ clean_text(field) }} as {{ field }}_text,
    {{ spelled(field, field) }} as {{ field }}_code{{ ", " if not loop.last }}
    {% endfor %}
{%- endmacro %}

{% macro typed_codes(fields) -%}
    {% for field in fields -%}
    case when {{ field }}_text is not null then coalesce({{ field }}_code, 'other') end as {{ field }}{{ ", " if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Yes or no: <field>_text as delivered and <field>, null where empty or unknown. Ticks are a yes too. #}
{% macro yes_no_columns(fields) -%}
    {% for field in fields -%}
    {{ clean_text(field) }} as {{ field }}_text,
    case
        when regexp_matches({{ field }}, '[✓✔☑✗✘]') then regexp_matches({{ field }}, '[✓✔☑]')
        else {{ spelled('yes_no', field) }} = 'yes'
    end as {{ field }}{{ ", " if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Identifiers: <field>_delivered; then <field>, null where it cannot be used, and whether its check digit <field>_holds. #}
{% macro identifier_texts(fields) -%}
    {% for field in fields %}{{ clean_identifier(field ~ '_named') }} as {{ field }}_delivered{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro typed_identifiers(fields) -%}
    {% for field in fields -%}
    {{ usable_identifier(field ~ '_delivered') }} as {{ field }},
    {{ holds_check_digit(field ~ '_delivered') }} as {{ field }}_holds{{ ", " if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# The ways a row names a firm or a network, alike in every record type that has them. #}
{% macro firm_reference_texts() -%}
    {{ clean_code('partner_firm_code') }} as firm_code,
    {{ identifier_texts(['codice_fiscale', 'partita_iva']) }},
    {{ lettered('company_name_named') }} as firm_name,
    {{ firm_name_key(lettered('company_name_named')) }} as firm_name_key,
    municipality_named as municipality_name,
    {{ meant_municipality('municipality_named') }} as municipality_key
{%- endmacro %}

{% macro network_reference_texts() -%}
    {{ clean_code('network_code') }} as network_code,
    {{ identifier_texts(['network_codice_fiscale']) }},
    {{ register_number_key('register_number') }} as register_number,
    network_name_named as network_name,
    {{ text_key('network_name_named') }} as network_name_key
{%- endmacro %}

{# How the row named the firm or network; null where it named none. #}
{% macro named_firm() -%}
    coalesce(firm_code, codice_fiscale_delivered, partita_iva_delivered, firm_name)
{%- endmacro %}

{% macro named_network() -%}
    coalesce(network_code, network_codice_fiscale_delivered, register_number, network_name)
{%- endmacro %}

{# A stage that its dates contradict, or that lacks its date (dates alone decide what counts). #}
{% macro stage_contradiction() -%}
    (stage = 'formed' and signed_date is null)
    or (stage = 'dissolved' and dissolved_date is null)
    or (stage in ('idea', 'incubation') and (signed_date is not null or dissolved_date is not null))
    or (stage = 'incubation' and opened_date is null)
    or (stage = 'formed' and dissolved_date is not null)
{%- endmacro %}
