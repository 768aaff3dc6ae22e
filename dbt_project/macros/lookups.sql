{# One number for each distinct way in which a partner's row names a firm. #}
{% macro firm_reference_hash() -%}
    hash(partner_code, firm_code, codice_fiscale, partita_iva, firm_name_key, municipality_key)
{%- endmacro %}

{# One number for each distinct way in which a partner's row names a network. #}
{% macro network_reference_hash() -%}
    hash(partner_code, network_code, network_codice_fiscale, register_number, network_name_key)
{%- endmacro %}

{#
  The desk of a row: the delivered one where it is the partner's, else the partner's only desk where none is named.
#}
{% macro desk_code() -%}
    case
        when desk_name is null
            then (
                select map_from_entries(list((partner_code, desk_code)))
                from (
                    select partner_code, min(desk_code) as desk_code from {{ ref('desks') }}
                    group by partner_code
                    having count(*) = 1
                )
            )[partner_code]
        else delivered_desk_code
    end
{%- endmacro %}

{# In a lookup: the only answer, or the words 'two answers', which end the search. #}
{% macro only_answer(column) -%}
    case when count(distinct {{ column }}) = 1 then min({{ column }}) else 'two answers' end
{%- endmacro %}

{# The issues of a row, with one more where a reference that it must have found nothing. #}
{% macro reference_missing(issues, rule_code, field, when, value) -%}
    case
        when {{ when }} and not staged.is_cancelled and not staged.is_ignored
            then list_append(
                coalesce({{ issues }}, []), {'rule_code': '{{ rule_code }}', 'field': '{{ field }}', 'value': {{ value }}}
            )
        else {{ issues }}
    end
{%- endmacro %}

{% macro found_firm() -%}
    left join {{ ref('int_firm_references_resolved') }} as firms
        on {{ firm_reference_hash() }} = firms.firm_reference_hash
{%- endmacro %}

{% macro found_network() -%}
    left join {{ ref('int_network_references_resolved') }} as networks
        on {{ network_reference_hash() }} = networks.network_reference_hash
{%- endmacro %}

{# The mention of a firm, or of a network, that a row of the public register is part of. #}
{% macro register_firm_mention(members) -%}
    'registro:' || coalesce(
        {{ members }}.codice_fiscale, {{ members }}.firm_name_key || '|' || coalesce({{ members }}.municipality_key, '')
    )
{%- endmacro %}

{% macro register_network_mention(members) -%}
    'registro:' || coalesce(
        {{ members }}.network_codice_fiscale,
        coalesce({{ members }}.register_number, {{ members }}.network_name_key) || '|' || {{ members }}.signed_date
    )
{%- endmacro %}
