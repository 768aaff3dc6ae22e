{#
  Places as people write them: `Merate - LC`, `Merate LC`, `23807 Merate (LC)`, `MERATE (Lecco)`, `Merate (prov. di
  Lecco)`, each of them with Italy behind it or not.
#}

{# The end of such a text: nothing, or the country or region. #}
{% macro in_italy() -%}
    (?:[\s,;/(–-]+(?:(?i:italia|italy|lombardia)|IT)[)]?)?\s*$
{%- endmacro %}

{# A sigla without marks around it. Not PO: in capitals it is the river, as in RIVA DEL PO. #}
{% macro bare_sigla() -%}
    (?:[A-NQ-Z][A-Z]|O[A-Z]|P[A-NP-Z])
{%- endmacro %}

{# A municipality's name without the postal code before or behind it and the province or country behind it. #}
{% macro municipality_alone(column) -%}
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace({{ clean_text(column) }}, '^([A-Z]{1,3}-)?[0-9]{4,6}\s+|(\S)\s+[0-9]{5}$', '\2'),
                '\s*[(\[][^()\[\]]*[)\]]{{ in_italy() }}', ''
            ),
            '(\S)(\s*[-–—/,]\s*[A-Za-z]{2}|\s+{{ bare_sigla() }}){{ in_italy() }}', '\1'
        ),
        '(\S){{ in_italy() }}', '\1'
    )
{%- endmacro %}

{# A municipality's name for comparing. #}
{% macro municipality_key(column) -%}
    {{ text_key(municipality_alone(column)) }}
{%- endmacro %}

{# A name in lower case without what stands around it and names no other place. #}
{% macro name_alone(column) -%}
    regexp_replace(
        {{ column }},
        '^(?:comune|citta|fraz\.? .*|frazione .*|sede|filiale) di |^(?:z\. ?i\.?|zona industriale|loc\.|localita) '
        || '| (?:centro|citta|capoluogo|[0-9]{1,2}|italia|italy|lombardia)$',
        '', 'g'
    )
{%- endmacro %}

{# The municipality of a delivered row for comparing: what an abbreviation means, else its name; none where that is a province's. #}
{% macro meant_municipality(column) -%}
    case when meant_province_code is null then coalesce(meant_municipality_key, {{ municipality_key(column) }}) end
{%- endmacro %}

{# The pattern of one word of an abbreviated name: `s` or `s.`, `m.se`, `s.donato`, `bmo`. #}
{% macro abbreviation_pattern(word) -%}
    case
        when contains({{ word }}, '.') then regexp_replace(
            regexp_replace(regexp_replace({{ word }}, '(^|\.)([a-z])$', '\1\2.'), '\.+$', '[a-z]*'),
            '\.+', '[a-z]* ?', 'g'
        )
        when length({{ word }}) = 1 then {{ word }} || '[a-z]*'
        when length({{ word }}) <= 3 then left({{ word }}, 1) || '[a-z]*' || substr({{ word }}, 2)
        else {{ word }}
    end
{%- endmacro %}

{# The province that stands beside a municipality's name, as it stands there. #}
{% macro province_beside(column) -%}
    coalesce(
        nullif(trim(regexp_replace(
            regexp_extract({{ column }}, '[(\[]\s*([A-Za-zÀ-ú''. ]{2,})[)\]]{{ in_italy() }}', 1),
            '^(?i:italia|italy|lombardia)$', ''
        )), ''),
        nullif(regexp_extract({{ column }}, '\S(?:\s*[-–—/,]\s*([A-Za-z]{2})|\s+({{ bare_sigla() }})){{ in_italy() }}', 1), ''),
        nullif(regexp_extract({{ column }}, '\S\s+({{ bare_sigla() }}){{ in_italy() }}', 1), ''),
        nullif(regexp_extract({{ column }}, '^\s*[Pp][Rr][Oo][Vv](?:\.|[Ii][Nn][Cc][Ii][Aa])\s*(?:[Dd][Ii]\s+)?(.+)$', 1), '')
    )
{%- endmacro %}

{# The province that a text under municipality tells, as it stands beside a name or as all of it, null where none that is known does. #}
{% macro province_told(column) -%}
    coalesce(
        (
            select map_from_entries(list((province_key, province_code))) from {{ ref('stg_province_spellings') }}
        )[{{ text_key(province_beside(column)) }}],
        meant_province_code
    )
{%- endmacro %}

{#
  The province of a firm: as delivered, else its municipality's. A municipality's former province, as in lists older
  than Monza e Brianza, is today's. What reads as a sigla beside a town abroad is its country: Lugano (CH) is not in
  Chieti.
#}
{% macro placed_province(delivered, municipality, country='municipalities.country_code') -%}
    case
        when {{ country }} = {{ delivered }} then 'EE'
        when exists(
            from {{ ref('former_provinces') }} as former
            where former.province_code = {{ municipality }} and former.former_code = {{ delivered }}
        ) then {{ municipality }}
        else coalesce({{ delivered }}, {{ municipality }})
    end
{%- endmacro %}
