{#
  Names of networks for comparing them across partners: `name_words` and `name_digits` of both are what
  `network_names_agree` needs, with `network_name_key`.
#}

{# The name without "contratto di rete" and the like, unless nothing else is left. #}
{% macro network_words(column) -%}
    coalesce(
        nullif(trim(regexp_replace(regexp_replace(
            {{ words_key(column) }}, '\b(contratti|contratto|rete|reti|di|d|imprese|impresa|network)\b', '', 'g'
        ), ' +', ' ', 'g')), ''),
        {{ words_key(column) }}
    )
{%- endmacro %}

{# The figures of a name: "Lario 1" and "Lario 2" are two. #}
{% macro network_digits(column) -%}
    nullif(regexp_replace({{ column }}, '[^0-9]+', '', 'g'), '')
{%- endmacro %}

{# Whether two names are one, typing errors aside. The register cuts names at 65 characters. #}
{% macro network_names_agree(one, other) -%}
    (
        (
            jaro_winkler_similarity({{ one }}.name_words, {{ other }}.name_words) >= 0.93
            or (
                least(length({{ one }}.network_name_key), length({{ other }}.network_name_key)) >= 40
                and (
                    starts_with({{ one }}.network_name_key, {{ other }}.network_name_key)
                    or starts_with({{ other }}.network_name_key, {{ one }}.network_name_key)
                )
            )
        )
        and coalesce({{ one }}.name_digits = {{ other }}.name_digits, true)
    )
{%- endmacro %}
