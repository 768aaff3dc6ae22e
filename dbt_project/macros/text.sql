{# Text as delivered, cleaned once and everywhere in the same way. #}

{% macro clean_text(column) -%}
    nullif(trim(regexp_replace({{ column }}, '[\s\x{00A0}\x{200B}\x{FEFF}]+', ' ', 'g')), '')
{%- endmacro %}

{# For comparing: without case, accents, punctuation and blanks. #}
{% macro text_key(column) -%}
    nullif(regexp_replace(lower(strip_accents({{ column }})), '[^\p{L}\p{N}]+', '', 'g'), '')
{%- endmacro %}

{# What is behind a municipality's name: "(CO)", "(Lecco)", "- LC", "LC"; of the bare siglas not Po, which is a river. #}
{% macro behind_municipality() -%}
    \s*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$|\s*[-–—,/]\s*([A-Za-z]{2})\s*$|\s+([A-NQ-Z][A-Z]|O[A-Z]|P[A-NP-Z])\s*$
{%- endmacro %}

{# A municipality's name for comparing, without what is behind it. #}
{% macro municipality_key(column) -%}
    {%- set name -%} regexp_replace({{ column }}, '{{ behind_municipality() }}', '') {%- endset -%}
    {{ text_key(name) }}
{%- endmacro %}

{# The province that stands behind a municipality's name, null where none that is known does. #}
{% macro province_behind(column) -%}
    {%- set name -%}
    concat_ws('', {% for part in (1, 2, 3) -%}
        regexp_extract({{ column }}, '{{ behind_municipality() }}', {{ part }}){{ ", " if not loop.last }}
    {%- endfor %})
    {%- endset -%}
    (
        select map_from_entries(list((province_key, province_code))) from {{ ref('stg_province_spellings') }}
    )[{{ text_key(name) }}]
{%- endmacro %}

{# A partner's own code: compared without case and outer blanks. #}
{% macro clean_code(column) -%}
    upper({{ clean_text(column) }})
{%- endmacro %}

{# A firm's name for comparing: legal forms written out become their abbreviation. #}
{% macro firm_name_key(column) -%}
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    {{ text_key(column) }},
                    'societaaresponsabilitalimitata|socarl?esplim|socaresplimitata', 'srl', 'g'
                ),
                'societaperazioni', 'spa', 'g'
            ),
            '(societa)?inaccomanditasemplice', 'sas', 'g'
        ),
        '(societa)?innomecollettivo', 'snc', 'g'
    )
{%- endmacro %}

{#
  A register number (repertorio/raccolta) in any of its spellings: its numbers joined by slashes, without dots of
  thousands, leading zeros and the day that some write beside it.
#}
{% macro register_number_key(column) -%}
    nullif(array_to_string(
        list_transform(
            regexp_extract_all(
                regexp_replace(
                    regexp_replace({{ column }}, '[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}', ' ', 'g'),
                    '\b([0-9]{1,3})[. ''’]([0-9]{3})\b', '\1\2', 'g'
                ),
                '[0-9]+'
            ),
            lambda number: ltrim(number, '0')
        ),
        '/'
    ), '')
{%- endmacro %}

{# A name as words for patterns: lower case, without accents, one blank between words. #}
{% macro words_key(column) -%}
    trim(regexp_replace(lower(strip_accents({{ column }})), '[^\p{L}\p{N}]+', ' ', 'g'))
{%- endmacro %}

{# Whether a name or legal form shows a company, not a natural person. #}
{% macro has_company_form(column) -%}
    coalesce(regexp_matches(
        {{ words_key(column) }},
        '(^| )(s ?r ?l ?s?|s ?p ?a|s ?n ?c|s ?a ?s|s ?a ?p ?a|s ?c ?a ?r ?l|s ?c ?r ?l|s ?c ?p ?a|societa|soc|coop|cooperativa|consorzio|gmbh|ltd)( |$)'
    ), false)
{%- endmacro %}

{#
  EU size class (Recommendation 2003/361/EC) from persons employed and turnover in euro; null where they do not settle
  it.
#}
{% macro size_class(employees, turnover_eur) -%}
    case
        when {{ employees }} >= 250 or {{ turnover_eur }} > 50000000 then 'large'
        when {{ employees }} is null or {{ turnover_eur }} is null then null
        when {{ employees }} < 10 and {{ turnover_eur }} <= 2000000 then 'micro'
        when {{ employees }} < 50 and {{ turnover_eur }} <= 10000000 then 'small'
        else 'medium'
    end
{%- endmacro %}
