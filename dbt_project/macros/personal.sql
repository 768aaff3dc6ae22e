{#
  What tells of a natural person, and what may be published in its place. The patterns are those of
  `storage/personal.py`; tests hold them equal.
#}

{# Whether an identifier, as delivered, has a person's 16 characters, whatever its check letter (homonyms' too). #}
{% macro is_personal_code(column) -%}
    coalesce(length(regexp_replace(upper({{ column }}), '[^A-Z0-9]+', '', 'g')) = 16, false)
{%- endmacro %}

{# Between marks of words, so that no part of an id is taken for a number. #}
{% macro personal_pattern() -%}
    (?i)(^|[^A-Z0-9])[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]([^A-Z0-9]|$)
    {{- "|[A-Z0-9_.+-]+@[A-Z0-9_-]+([.][A-Z0-9_-]+)+" }}
    {{- "|(^|[^A-Z0-9.,])((\\+|00)39[ ./-]?)?3[0-9]{2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{3,4}([^A-Z0-9]|$)" }}
    {{- "|(^|[^A-Z0-9.,])(\\+39[ ./-]?|0039[ ./-])?0[26][ /-]?[0-9]{3,4}[ .-]?[0-9]{2,4}([^A-Z0-9]|$)" }}
    {{- "|(^|[^A-Z0-9.,])00390[26]([0-9]{3,4}([ .-][0-9]{2,4}|[0-9]{3,4})|[ /-][0-9]{3,4}[ .-]?[0-9]{2,4})([^A-Z0-9]|$)" }}
    {{- "|(^|[^A-Z0-9.,])((\\+|00)39[ ./-]?)?(0[0-9]{2,3}[ /-][0-9]{2,4}[ .-]?[0-9]{2,4}|0[0-9]{1,3}[.][0-9]{5,8})([^A-Z0-9]|$)" }}
{%- endmacro %}

{# Whether a text has a person's code, an e-mail address or a telephone number in it. #}
{% macro has_personal_mark(column) -%}
    coalesce(regexp_matches({{ column }}, '{{ personal_pattern() }}'), false)
{%- endmacro %}

{# Whether a name or legal form says that a person works alone, whatever else it says. #}
{% macro has_sole_form(column) -%}
    coalesce(regexp_matches(
        {{ words_key(column) }},
        '(^| )(ditta individuale|impresa individuale|imprenditore individuale|libero professionista|persona fisica|lavoratore autonomo|d i)( |$)'
    ), false)
{%- endmacro %}

{# Whether a free text has one of the given names that people here bear most often beside another word. #}
{% macro has_given_name(column) -%}
    coalesce(regexp_matches(
        {{ words_key(column) }},
        '(^| )({{ given_names() | join("|") }}) [a-z]{3,}|[a-z]{3,} ({{ given_names() | join("|") }})( |$)'
    ), false)
{%- endmacro %}

{# Given names that are no other word, so that a title keeps its "porto franco" and its "rosa". #}
{% macro given_names() -%}
    {{ return((
        'adriano alberto aldo alessandra alessandro alessia alessio alfonso alfredo alice amedeo andrea angela angelo '
        ~ 'anna annalisa annamaria antonella antonia antonino antonio arianna arturo attilio barbara beatrice benedetta '
        ~ 'bruno camilla carla carlo carmela carmelo carmine caterina cecilia cesare christian cinzia claudia claudio '
        ~ 'corrado cristian cristiano cristina damiano daniela daniele dario davide debora diego dino donatella donato '
        ~ 'edoardo elena eleonora elia elisa elisabetta emanuela emanuele emilio emma enrica enrico enzo ernesto ettore '
        ~ 'eugenio fabio fabrizio federica federico ferdinando filippo flavio francesca francesco gabriele gabriella '
        ~ 'gaetano gennaro giacomo giada gianluca gianfranco gianmarco gianni gilberto gina gino giorgia giorgio '
        ~ 'giovanna giovanni giulia giuliana giuliano giulio giuseppe giuseppina graziella grazia guido ida ignazio '
        ~ 'ilaria irene isabella ivan ivano laura leonardo lidia liliana livio lorenza lorenzo loredana luca lucia '
        ~ 'luciana luciano lucio ludovica luigi luisa manuel manuela marcella marcello marco maria mariangela marianna '
        ~ 'mario marisa marta martina massimiliano massimo matteo mattia maura maurizio mauro michela michele '
        ~ 'mirko monica nadia natalia nicola nicoletta nicolo ornella oscar osvaldo paola paolo pasquale patrizia piero '
        ~ 'pierluigi pietro raffaele raffaella renato renata renzo riccardo rita roberta roberto rocco rodolfo romano '
        ~ 'rosanna rosaria rosario rossella rossana sabina sabrina salvatore samuele sandra sandro sara sebastiano '
        ~ 'sergio silvana silvano silvia silvio simona simone sofia stefania stefano susanna teresa tiziana tiziano '
        ~ 'tommaso ugo umberto valentina valentino valeria valerio vanessa vincenzo virginia vittoria vittorio '
        ~ 'walter zaira'
    ).split(' ')) }}
{%- endmacro %}

{#
  A text of others as it may be published: left in the private twin where it has the mark of a person, names one that
  is known, or (`is_free`: not the name of a firm or network) has a given name.
#}
{% macro public_text(column, is_free=true) -%}
    case
        when {{ has_personal_mark(column) }}
            {%- if is_free %} or {{ has_given_name(column) }}{% endif %}
            or {{ column }} in (select naming.text from {{ ref('int_texts_naming_persons') }} as naming)
            then '****************'
        else {{ column }}
    end
{%- endmacro %}

{# A partner's own code or number: short runs of letters with figures; whatever could be a name or a telephone's, no. #}
{% macro public_code(column) -%}
    case
        when {{ has_personal_mark(column) }} or regexp_matches({{ column }}, '[^{{ marks() ~ digits() }}]{4}')
            or not regexp_matches({{ column }}, '[0-9]')
            then {{ keyed_id('C', column) }}
        else {{ column }}
    end
{%- endmacro %}
