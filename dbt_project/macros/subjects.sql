{#
  Who is no firm, by the seed of codici fiscali and name patterns; null for all others. The patterns are written into
  the statement, because a pattern read from a table is compiled again for every row.
#}
{% macro subject_kind(codice_fiscale, words) -%}
    -- depends_on: {{ ref('subject_patterns') }}
    {%- set patterns = run_query('select match_on, pattern, subject_kind from ' ~ ref('subject_patterns')).rows
        if execute else [] %}
    case
        {%- for match_on, pattern, kind in patterns %}
        {%- if match_on == 'codice_fiscale' %}
        when {{ codice_fiscale }} = '{{ pattern }}' then '{{ kind }}'
        {%- else %}
        when regexp_matches({{ words }}, '{{ pattern }}') then '{{ kind }}'
        {%- endif %}
        {%- endfor %}
        else null::varchar
    end
{%- endmacro %}
