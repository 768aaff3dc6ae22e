{#
  A company's name without what else stands in the cell: whoever answers for it ("… att.ne dott. Rossi"), a person beside it
  ("Rossi Mario - Alfa S.r.l."), the sigla of its province, which would be taken for a legal form ("Rossi Mario (SA)"). Null
  where nothing is left: who is "presso" a company, or its "titolare", is not the company. A person's name that is part
  of the company's stays: "Autofficina Rossi S.n.c. di Rossi Mario & C.".
#}
{% macro company_name(column) -%}
    {%- set contact -%} presso|att\.?ne|all.?att\.?|all.?attenzione|alla c\.a|c\.a|rif|ref|referente|titolare|socio di|socia di|amministrat[a-z]+|legale rappresentante|dipendente|sig\.?ra|sig|signora?|tel|cell {%- endset -%}
    {%- set parts -%}
        regexp_split_to_array(
            regexp_replace(
                regexp_replace({{ column }}, '(?i)c/o', ' presso ', 'g'), '(?i)\s({{ contact }}|ex|gi[aà])([\s.:])', ' | \1\2', 'g'
            ),
            '\s+[-–—]\s+|[/;,|()\[\]]+'
        )
    {%- endset -%}
    case
        when not regexp_matches({{ column }}, '(?i)\s[-–—]\s|[/;,|()\[\]]|\s({{ contact }}|ex|gi[aà])[\s.:]') then {{ column }}
        when
            regexp_matches({{ column }}, '(?i)[\s(](ex|gi[àa])\s')
            and len(list_filter({{ parts }}, lambda part: {{ is_person_part('part') }})) > 0
            then null
        when
            len(list_filter(
                {{ parts }}, lambda part: {{ is_person_part('part') }} or regexp_matches(part, '^\s*[A-Z]{2}\s*$|^(?i)\s*({{ contact }})[\s.:]')
            )) > 0
            then
                nullif(array_to_string(
                    list_transform(
                        list_filter(
                            {{ parts }},
                            lambda part: trim(part) <> '' and not (
                                {{ is_person_part('part') }} or regexp_matches(part, '^\s*[A-Z]{2}\s*$|^(?i)\s*({{ contact }})[\s.:]')
                            )
                        ),
                        lambda part: trim(part)
                    ),
                    ' - '
                ), '')
        else {{ column }}
    end
{%- endmacro %}

{# Whether a part of a name's cell is a person's: two to five words, one of them a usual given name, and no legal form. #}
{% macro is_person_part(part) -%}
    (
        not {{ has_company_form(part) }}
        and (
            {{ has_courtesy(part) }}
            or regexp_matches({{ words_key(part) }}, '(^| )({{ given_names() | join("|") }})( |$)')
            and len(string_split({{ words_key(part) }}, ' ')) between 2 and 5
        )
    )
{%- endmacro %}
