{#
  Who is no firm, by the seed of codici fiscali and name patterns; null for all others. A name says nothing where its
  legal form (a macro's key, `form`) is one that such a body does not have: "Università del Gelato S.r.l." is a firm. The
  patterns are written into the statement, one expression a kind, because a pattern read from a table is compiled again
  for every row.
#}
{% macro subject_kind(codice_fiscale, words, form) -%}
    {%- set forms_of_firms = {
        'bank': "'srl', 'snc', 'sas'", 'public_body': "'srl', 'spa', 'snc', 'sas'", 'university': "'srl', 'spa', 'snc', 'sas'"
    } -%}
    -- depends_on: {{ ref('subject_patterns') }}
    {%- set patterns -%}
        select
            subject_kind,
            string_agg('''' || pattern || '''', ', ' order by pattern) filter (match_on = 'codice_fiscale') as codes,
            string_agg('(' || pattern || ')', '|' order by pattern) filter (match_on = 'name') as names
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
        when
            regexp_matches({{ words }}, '{{ names }}')
            {%- if kind in forms_of_firms %}
            and coalesce({{ form }} not in ({{ forms_of_firms[kind] }}), true)
            {%- endif %}
            then '{{ kind }}'
        {%- endif %}
        {%- endfor %}
        else null::varchar
    end
{%- endmacro %}
