{# One number for each distinct way in which a partner's row names a firm. #}
{% macro firm_reference_hash() -%}
    hash(partner_code, firm_code, codice_fiscale, partita_iva, firm_name_key, municipality_key, firm_meaning)
{%- endmacro %}

{# What the partner's code meant when the row was delivered; null where it only ever meant one firm, or network. #}
{% macro meant_by_code(rows, subject) -%}
    left join (
        select
            partner_code as {{ subject }}_meaning_partner,
            {{ subject }}_code as {{ subject }}_meaning_code,
            code_meaning as {{ subject }}_meaning,
            meant_from as {{ subject }}_meant_from,
            meant_until as {{ subject }}_meant_until
        from {{ ref('int_' ~ subject ~ '_codes_dated') }}
    ) as {{ subject }}_meanings
        on
            {{ rows }}.partner_code = {{ subject }}_meaning_partner
            and {{ rows }}.{{ subject }}_code = {{ subject }}_meaning_code
            and {{ rows }}.arrival_order >= {{ subject }}_meant_from
            and {{ rows }}.arrival_order < {{ subject }}_meant_until
{%- endmacro %}

{# One number for each distinct way in which a partner's row names a network. #}
{% macro network_reference_hash() -%}
    hash(partner_code, network_code, network_codice_fiscale, register_number, network_name_key, network_meaning)
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
    {{ meant_by_code('staged', 'firm') }}
    left join {{ ref('int_firm_references_resolved') }} as firms
        on {{ firm_reference_hash() }} = firms.firm_reference_hash
{%- endmacro %}

{% macro found_network() -%}
    {{ meant_by_code('staged', 'network') }}
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
