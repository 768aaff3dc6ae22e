{#
  Who is no firm, by the seed of codici fiscali and name patterns; null for all others. The patterns are written into
  the statement, one expression a kind, because a pattern read from a table is compiled again for every row.
#}
{% macro subject_kind(codice_fiscale, words) -%}
    -- depends_on: {{ ref('subject_patterns') }}
    {%- set patterns -%}
        select
            subject_kind,
            string_agg('''' || pattern || '''', ', ') filter (match_on = 'codice_fiscale') as codes,
            string_agg('(' || pattern || ')', '|') filter (match_on = 'name') as names
        from {{ ref('subject_patterns') }}
        group by subject_kind
        order by subject_kind
    {%- endset %}
    case
        {%- for kind, codes, names in (run_query(patterns).rows if execute else []) %}
        {%- if codes %}
        when {{ codice_fiscale }} in ({{ codes }}) then '{{ kind }}'
        {%- endif %}
        {%- if names %}
        when regexp_matches({{ words }}, '{{ names }}') then '{{ kind }}'
        {%- endif %}
        {%- endfor %}
        else null::varchar
    end
{%- endmacro %}
