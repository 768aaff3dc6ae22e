{# Italian identifiers: codice fiscale (11 digits, or 16 characters for a person) and partita IVA (11 digits). #}

{# Whether a number is a foreign tax number: the country in front, then digits. Italian codes of persons have six letters. #}
{% macro is_foreign_number(code) -%}
    coalesce(regexp_matches(
        {{ code }},
        '^(AT|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|LI|LT|LU|LV|MC|MT|NL|NO|PL|PT|RO|RS|SE|SI|SK|SM|TR|US)[A-Z0-9]{0,2}[0-9]{6,12}[A-Z0-9]{0,4}$'
    ), false)
{%- endmacro %}

{# Letters and digits only, upper case, without the VAT prefix IT. #}
{% macro clean_identifier(column) -%}
    nullif(regexp_replace(regexp_replace(upper({{ column }}), '[^A-Z0-9]+', '', 'g'), '^IT([0-9]+)$', '\1'), '')
{%- endmacro %}

{#
  Whether the digits, with their lost leading zeros, end in their check digit: Luhn's rule, as in the annex of the
  ministerial decree of 23 December 1976 for numerical codes. Counted from the right, every second digit is doubled.
#}
{% macro has_check_digit(code) -%}
    (
        try_cast({{ code }} as bigint) > 0
        and (
            {%- for place in range(0, 11) %}
            {%- set digit = "try_cast(" ~ code ~ " as bigint) // " ~ 10 ** place ~ " % 10" %}
            {%- if place % 2 == 0 %}
            {{ digit }}
            {%- else %}
            ({{ digit }}) * 2 - case when {{ digit }} > 4 then 9 else 0 end
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
{% macro has_check_letter(code) -%}
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
    case
        when regexp_full_match({{ code }}, '[0-9]{5,11}')
            then case when {{ has_check_digit(code) }} then lpad({{ code }}, 11, '0') end
        when length({{ code }}) = 16
            then case when {{ has_check_letter(code) }} then {{ code }} end
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
