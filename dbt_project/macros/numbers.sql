{#
  Delivered numbers. `number_text` drops blanks and currency, and brings a minus to the front (100,00- and (100,00) are
  accountants' ways of writing it; 1.200,- and 1.200,= have no cents); `italian_number` reads it as DECIMAL(18, 4), null where
  unreadable. Italian first: 1.234,5 and 8.000 (thousands), then 1234.5 and 1,234.56.
#}
{% macro number_text(column) -%}
    {%- set plain -%} regexp_replace(lower({{ column }}), '[\s\x{00A0}€''’]|euro?', '', 'g') {%- endset -%}
    regexp_replace(
        regexp_replace(translate({{ plain }}, '−–', '--'), '([0-9]),[-=]+$', '\1'),
        '^\(([0-9.,]+)\)$|^([0-9.,]+)-$', '-\1\2'
    )
{%- endmacro %}

{% macro italian_number(digits) -%}
    try_cast(
        case
            when regexp_full_match({{ digits }}, '[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]*)?')
                then replace(replace({{ digits }}, '.', ''), ',', '.')
            when regexp_full_match({{ digits }}, '[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+') then replace({{ digits }}, ',', '')
            when regexp_full_match({{ digits }}, '[+-]?[0-9]*[.,]?[0-9]+(e[+-]?[0-9]+)?') then replace({{ digits }}, ',', '.')
        end as decimal(18, 4)
    )
{%- endmacro %}

{#
  How many people, without the words that some write beside it: "120 addetti", "ca. 15", "n. 8". `whole_people` counts
  whole ones: 9,5 of full time are less than ten, as the size classes have it.
#}
{% macro headcount_text(column) -%}
    regexp_replace(
        lower(strip_accents({{ clean_text(column) }})),
        '\b(circa|ca|nr?|addett[oi]|dipendent[ei]|dip|unita|persone|occupati|lavoratori|ula|partecipanti|presenti|iscritti|imprese|aziende)\b[.:°]?|^~', '', 'g'
    )
{%- endmacro %}

{% macro whole_people(digits, most) -%}
    case when {{ italian_number(digits) }} between 0 and {{ most }} then try_cast(floor({{ italian_number(digits) }}) as integer) end
{%- endmacro %}

{#
  Hours that one contact or service can take: more are a day or a telephone number in the wrong column.
#}
{% macro most_hours() -%}
    2000
{%- endmacro %}

{# Hours: a number, with or without the word, or a duration such as 1:30, 1h30, 90 minutes, 1 ½ or 2 ore e mezza. #}
{% macro hours_text(column) -%}
    regexp_replace(
        regexp_replace(
            regexp_replace(
                lower({{ clean_text(column) }}),
                '\s*(e\s+)?(½|\b1/2\b)|\s*\b(ore|ora|h)?\s*e\s+mezz[ao]\b|\bmezz(a |.)?ora\b', ',5', 'g'
            ),
            '[\s]+', '', 'g'
        ), '^(h|ore)([0-9])|(ore|ora|h|or)\.?$', '\2', 'g'
    )
{%- endmacro %}

{% macro italian_hours(digits) -%}
    case
        when regexp_full_match({{ digits }}, '[0-9]+(''|’|min|minuti|m)\.?')
            then try_cast(try_cast(regexp_extract({{ digits }}, '^[0-9]+') as integer) / 60 as decimal(18, 4))
        when regexp_full_match({{ digits }}, '[0-9]+[:h]([0-9]{1,2}(min|m|'')?)?(:[0-9]{2})?')
            then
                try_cast(
                    try_cast(regexp_extract({{ digits }}, '^[0-9]+') as integer)
                    + coalesce(try_cast(regexp_extract({{ digits }}, '[:h]([0-9]{1,2})', 1) as integer), 0) / 60
                    as decimal(18, 4)
                )
        when {{ italian_number(digits) }} between 0 and {{ most_hours() }} then {{ italian_number(digits) }}
    end
{%- endmacro %}
