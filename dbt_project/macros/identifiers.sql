{# Italian identifiers: codice fiscale (11 digits, or 16 characters for a person) and partita IVA (11 digits). #}

{# Letters and digits only, upper case, without the VAT prefix IT. #}
{% macro clean_identifier(column) -%}
    nullif(regexp_replace(regexp_replace(upper({{ column }}), '[^A-Z0-9]+', '', 'g'), '^IT([0-9]+)$', '\1'), '')
{%- endmacro %}

{#
  Whether 11 digits end in their check digit: Luhn's rule, as in the annex of the ministerial decree of
  23 December 1976 for numerical codes.
#}
{% macro has_check_digit_11(code) -%}
    (
        regexp_full_match({{ code }}, '[0-9]{11}')
        and {{ code }} <> '00000000000'
        and (
            {%- for place in range(1, 12) %}
            {%- if place % 2 == 1 %}
            (ascii(substr({{ code }}, {{ place }}, 1)) - 48)
            {%- else %}
            (ascii(substr({{ code }}, {{ place }}, 1)) - 48) * 2
            - case when substr({{ code }}, {{ place }}, 1) > '4' then 9 else 0 end
            {%- endif %}
            {{- " +" if not loop.last }}
            {%- endfor %}
        ) % 10 = 0
    )
{%- endmacro %}

{#
  Whether 16 characters end in their check letter (same decree): characters in odd places count by their place in
  the decree's table, here the string BAKPLCQDREVOSFTGUHMINJWZYX, in even places by the alphabet; digits as A to J.
#}
{% macro has_check_letter_16(code) -%}
    {%- set letters -%} translate({{ code }}, '0123456789', 'ABCDEFGHIJ') {%- endset -%}
    (
        regexp_full_match({{ code }}, '[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]')
        and chr((65 + (
            {%- for place in range(1, 16) %}
            {%- if place % 2 == 1 %}
            strpos('BAKPLCQDREVOSFTGUHMINJWZYX', substr({{ letters }}, {{ place }}, 1)) - 1
            {%- else %}
            ascii(substr({{ letters }}, {{ place }}, 1)) - 65
            {%- endif %}
            {{- " +" if not loop.last }}
            {%- endfor %}
        ) % 26)::integer) = substr({{ code }}, 16, 1)
    )
{%- endmacro %}

{#
  The identifier that can be used: with lost leading zeros restored (only where the check digit then holds; five
  digits are the least that a taxpayer's number, office and check digit leave), else null.
#}
{% macro usable_identifier(code) -%}
    {%- set padded -%} lpad({{ code }}, 11, '0') {%- endset -%}
    case
        when {{ code }} is null then null
        when regexp_full_match({{ code }}, '[0-9]{5,11}')
            then case when {{ has_check_digit_11(padded) }} then {{ padded }} end
        when length({{ code }}) = 16
            then case when {{ has_check_letter_16(code) }} then {{ code }} end
    end
{%- endmacro %}

{# The ATECO division, two digits, of a code written with or without dots, section letter or a lost zero. #}
{% macro sector_code(column) -%}
    {%- set digits -%} regexp_extract({{ column }}, '^\s*[A-Za-z]?\s*([0-9][0-9.]*)', 1) {%- endset -%}
    case
        when regexp_full_match({{ digits }}, '[0-9](\..*)?') then '0' || left({{ digits }}, 1)
        else nullif(left(replace({{ digits }}, '.', ''), 2), '')
    end
{%- endmacro %}

{# A stage that its dates contradict, or that lacks its date (dates alone decide what counts). #}
{% macro stage_contradiction() -%}
    (stage = 'formed' and signed_date is null)
    or (stage = 'dissolved' and dissolved_date is null)
    or (stage in ('idea', 'incubation') and (signed_date is not null or dissolved_date is not null))
    or (stage = 'incubation' and opened_date is null)
    or (stage = 'formed' and dissolved_date is not null)
{%- endmacro %}
