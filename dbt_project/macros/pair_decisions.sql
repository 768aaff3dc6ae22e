{# People's decisions on pairs of firms, or of networks. #}
{% macro pair_decisions(kind) -%}
    select
        rowid as decision_number,
        {{ clean_text('a') }} as side_a,
        {{ clean_text('b') }} as side_b,
        decision,
        author,
        date as decided_on,
        reason
    from {{ source('decisions', kind) }}
{%- endmacro %}
