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

{#
  The network that a row means, as `networks.network_id`. Of one that was signed again it is the one that the row itself
  lists, else the one of the row's `day`, else the one that the partner listed last before the row.
#}
{% macro found_network(day) -%}
    {{ meant_by_code('staged', 'network') }}
    left join {{ ref('int_network_references_resolved') }} as named_networks
        on {{ network_reference_hash() }} = named_networks.network_reference_hash
    left join (
        select record_id as listed_record_id, stem_id as listed_stem_id, network_id as listed_network_id
        from {{ ref('int_network_lives_listed') }}
    ) as listed_here
        on staged.record_id = listed_record_id and named_networks.network_id = listed_stem_id
    left join (
        select stem_id as lived_stem_id, network_id as lived_network_id, lived_from, lived_until
        from {{ ref('int_network_lives_dated') }}
    ) as lived_then
        on named_networks.network_id = lived_stem_id and {{ day }} >= lived_from and {{ day }} < lived_until
    left join (
        select
            partner_code as told_partner_code, stem_id as told_stem_id, network_id as told_network_id,
            listed_from, listed_until
        from {{ ref('int_network_lives_listed') }}
    ) as listed_before
        on
            named_networks.network_id = told_stem_id
            and staged.partner_code = told_partner_code
            and staged.arrival_order >= listed_from
            and staged.arrival_order < listed_until
{%- endmacro %}

{# Which of the networks of one name or code the row means; null where the name or code only ever meant one. #}
{% macro network_lived() -%}
    coalesce(listed_network_id, lived_network_id, told_network_id)
{%- endmacro %}

{% macro found_network_id() -%}
    coalesce({{ network_lived() }}, named_networks.network_id)
{%- endmacro %}

{#
  Firm and network in the key of a row where the partner's code, or the name, came to mean another: then it is the firm
  or network that is meant that makes two rows one, whatever it was called. Null where nothing of the kind happened.
#}
{% macro meant_firm_key() -%}
    case when firm_meaning is not null then firms.firm_id end
{%- endmacro %}

{% macro meant_network_key() -%}
    coalesce({{ network_lived() }}, case when network_meaning is not null then named_networks.network_id end)
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
