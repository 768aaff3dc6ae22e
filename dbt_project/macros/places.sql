{#
  Places as people write them: `Merate - LC`, `Merate LC`, `23807 Merate (LC)`, `MERATE (Lecco)`.
#}

{# A municipality's name for comparing, without the postal code before it and the province behind it. #}
{% macro municipality_key(column) -%}
    {%- set name -%}
        regexp_replace(
            regexp_replace(
                regexp_replace({{ clean_text(column) }}, '^([A-Z]{1,3}-)?[0-9]{5}\s+', ''),
                '\s*[(\[][^()\[\]]*[)\]]\s*$', ''
            ),
            '(\S)(\s*[-–—/,]\s*[A-Za-z]{2}|\s+[A-Z]{2})\s*$', '\1'
        )
    {%- endset -%}
    {{ text_key(name) }}
{%- endmacro %}

{# The province that stands beside a municipality's name, as it stands there. #}
{% macro province_beside(column) -%}
    coalesce(
        nullif(trim(regexp_extract({{ column }}, '[(\[]\s*([A-Za-zÀ-ú'' ]{2,})[)\]]\s*$', 1)), ''),
        nullif(regexp_extract({{ column }}, '\S(?:\s*[-–—/,]\s*([A-Za-z]{2})|\s+([A-Z]{2}))\s*$', 1), ''),
        nullif(regexp_extract({{ column }}, '\S\s+([A-Z]{2})\s*$', 1), '')
    )
{%- endmacro %}

{#
  The province of a firm: as delivered, else its municipality's. A municipality's former province, as in lists older
  than Monza e Brianza, is today's.
#}
{% macro placed_province(delivered, municipality) -%}
    case
        when exists(
            from {{ ref('former_provinces') }} as former
            where former.province_code = {{ municipality }} and former.former_code = {{ delivered }}
        ) then {{ municipality }}
        else coalesce({{ delivered }}, {{ municipality }})
    end
{%- endmacro %}
