{# Italian identifiers: codice fiscale (11 digits, or 16 characters for a person) and partita IVA (11 digits). #}

{# Whether a number is a foreign tax number: the country in front, then digits. Italian codes of persons have six letters. #}
{% macro is_foreign_number(code) -%}
    coalesce(regexp_matches(
        {{ code }},
        '^(AT|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|LI|LT|LU|LV|MC|MT|NL|NO|PL|PT|RO|RS|SE|SI|SK|SM|TR|US)[A-Z0-9]{0,2}[0-9]{6,12}[A-Z0-9]{0,4}$'
    ), false)
{%- endmacro %}

{#
  Letters and digits only, upper case, without the VAT prefix IT and what a number has become (1234567897.0). Of a cell
  that holds more ("P.IVA 0123…, C.F. …") the number that the column asks for: eleven digits for a partita IVA, for a
  codice fiscale sixteen characters before eleven digits. `column` holds text that names something (`naming_text`).
#}
{% macro clean_identifier(column) -%}
    {%- set text -%}
        translate(upper({{ column }}), '０１２３４５６７８９', '0123456789')
    {%- endset -%}
    {%- set plain -%} regexp_replace(regexp_replace({{ text }}, '^\s*([0-9]{5,11})[.,]0+\s*$', '\1'), '[^A-Z0-9]+', '', 'g') {%- endset -%}
    {%- set person -%} regexp_extract({{ text }}, '\b[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z]\b') {%- endset -%}
    {%- set company -%} regexp_extract({{ text }}, '(?:^|[^0-9])([0-9]{11})(?:[^0-9]|$)', 1) {%- endset -%}
    nullif(case
        when length({{ plain }}) <= 16 and not regexp_matches({{ plain }}, '^[A-Z]{3,}[0-9]{11}$') then regexp_replace({{ plain }}, '^IT([0-9]+)$', '\1')
        {%- if 'partita_iva' in column %}
        else coalesce(nullif({{ company }}, ''), nullif({{ person }}, ''), {{ plain }})
        {%- else %}
        else coalesce(nullif({{ person }}, ''), nullif({{ company }}, ''), {{ plain }})
        {%- endif %}
    end, '')
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

{# Whether a delivered identifier holds what its digits promise, though it may be nobody's; null where there is none. #}
{% macro holds_check_digit(code) -%}
    case
        when regexp_full_match({{ code }}, '[0-9]{5,11}') then coalesce({{ has_check_digit(code) }}, false)
        else {{ code }} = 'RSSMRA80A01H501U'
    end
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
  Whether a number with a right check digit is nobody's: a placeholder (one digit all over, the digits in order, the
  textbook's person), or of an office that does not exist (as python-stdnum checks a partita IVA).
#}
{% macro is_nobodys(code) -%}
    (
        {{ code }} in ('12345678903', '1234567890', '01234567897', '1234567897', '98765432103', 'RSSMRA80A01H501U')
        or length(replace(lpad({{ code }}, 11, '0'), right(left({{ code }}, 2), 1), '')) <= 1
        or (
            length({{ code }}) <= 11
            and not (
                substr(lpad({{ code }}, 11, '0'), 8, 3) between '001' and '100'
                or substr(lpad({{ code }}, 11, '0'), 8, 3) in ('120', '121', '888', '999')
            )
        )
        or left(lpad({{ code }}, 11, '0'), 7) = '0000000'
    )
{%- endmacro %}

{#
  The identifier that can be used: with lost leading zeros restored (only where the check digit then holds; five
  digits are the least that a taxpayer's number, office and check digit leave), else null.
#}
{% macro usable_identifier(code) -%}
    case
        when regexp_full_match({{ code }}, '[0-9]{5,11}')
            then case when {{ has_check_digit(code) }} and not {{ is_nobodys(code) }} then lpad({{ code }}, 11, '0') end
        when length({{ code }}) = 16
            then case when {{ has_check_letter(code) }} and not {{ is_nobodys(code) }} then {{ code }} end
    end
{%- endmacro %}

{# The ATECO division, two digits, of a code written with or without dots, section letter or a lost zero. #}
{% macro sector_code(column) -%}
    {%- set digits -%}
        regexp_extract({{ column }}, '^(?:\s*(?i:ateco)\s*(?:20[0-9]{2}\b)?[\s:.-]*)?(?:\s*[A-Za-z]?[\s.-]*)([0-9][0-9.]*)', 1)
    {%- endset -%}
    case
        when regexp_full_match({{ digits }}, '[0-9](\..*)?') then '0' || left({{ digits }}, 1)
        else nullif(left(replace({{ digits }}, '.', ''), 2), '')
    end
{%- endmacro %}
