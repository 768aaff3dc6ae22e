{#
  What tells of a natural person, and what may be published in its place. The pattern is that of
  `storage/personal.py`; a test holds them equal.
#}

{#
  Whether an identifier, as delivered, is a person's: 16 characters, whatever its check letter (homonyms' too), alone or
  among others, or the beginning of such a code.
#}
{% macro is_personal_code(column) -%}
    {%- set plain -%} regexp_replace(upper({{ column }}), '[^A-Z0-9]+', '', 'g') {%- endset -%}
    coalesce(
        length({{ plain }}) = 16
        or regexp_matches(
            {{ plain }},
            '[A-Z]{6}[0-9LMNPQRSTUVOI]{2}[ABCDEHLMPRST][0-9LMNPQRSTUVOI]{2}[A-Z][0-9LMNPQRSTUVOI]{3}[A-Z]|[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-9]{2}'
        ),
        false
    )
{%- endmacro %}

{# The pattern of `storage/personal.py`, piece by piece. Between marks of words, so that no part of an id is taken for a number. #}
{% macro personal_pattern() -%}
    {%- set figure -%} [0-9LMNPQRSTUV] {%- endset -%}
    {%- set month -%} [ABCDEHLMPRST] {%- endset -%}
    {%- set typed -%} [0-9LMNPQRSTUVOI] {%- endset -%}
    {%- set part -%} [^A-Z0-9]{0,2} {%- endset -%}
    {%- set code -%}
        [A-Z]{3}{{ part }}[A-Z]{3}{{ part }}{{ figure }}{2}{{ part }}{{ month }}{{ part }}{{ figure }}{2}{{ part -}}
        [A-Z]{{ part }}{{ figure }}{3}{{ part }}[A-Z]
        {#- -#}
        |[A-Z]{6}{{ typed }}{2}{{ month }}(?:[0-9]{{ typed }}|{{ typed }}[0-9])[A-Z]{{ typed }}{3}[A-Z]
        {#- -#}
        |[A-Z]{6}(?:[0-9]{{ typed }}|{{ typed }}[0-9]){{ month }}{{ typed }}{2}[A-Z]{{ typed }}{3}[A-Z]
        {#- -#}
        |[A-Z]{6}{{ typed }}{2}{{ month }}{{ typed }}{2}[A-Z](?:[0-9]{{ typed }}{2}|{{ typed }}[0-9]{{ typed }}|{{ typed }}{2}[0-9])[A-Z]
        {#- -#}
        |(?:[A-Z]{{ part }}){6}(?:[0-9]{{ part }}){2}{{ month }}{{ part }}(?:[0-9]{{ part }}){2}[A-Z]{{ part }}(?:[0-9]{{ part }}){3}[A-Z]
    {%- endset -%}
    {%- set iban -%}
        (?:IT|SM)[ .-]?[0-9]{2}[ .-]?[A-Z](?:[ .-]?[0-9]){10}(?:[ .-]?[A-Z0-9]){12}
        {#- -#}
        |[A-Z]{2}[0-9]{2}(?:[ .-]?[A-Z]{4})?(?:[ .-]?[0-9]){14,26}|(?:BE|NO)[0-9]{2}(?:[ .-]?[0-9]){11,12}
    {%- endset -%}
    {%- set local -%} [^\t\n\r\f \x{A0}@,;:()<>{}"\[\]] {%- endset -%}
    {%- set label -%} [^\t\n\r\f \x{A0}@,;:()<>{}"\[\].]{1,64} {%- endset -%}
    {%- set at -%} (?: ?[@\x{FF20}] ?| ?[(\[{<] ?(?:at|chiocciola) ?[)\]}>] ?| at | chiocciola ) {%- endset -%}
    {%- set dot -%} (?:[.]| ?[(\[{<] ?(?:dot|punto) ?[)\]}>] ?| dot | punto ) {%- endset -%}
    {%- set domain -%}
        (?:@{{ label }}(?:[.]{{ label }})+|{{ at }}{{ label }}(?:{{ dot }}{{ label }}){0,4}{{ dot }}[A-Z]{2,24})
    {%- endset -%}
    {%- set italy -%} (?:\(?(?:\+|00)39\)?[ ./-]{0,2})? {%- endset -%}
    {%- set mobile -%}
        {{ italy }}\(?3[0-9]{2}\)?[ ./-]{0,2}(?:[0-9]{3}[ ./-]?[0-9]{3,4}|[0-9]{3}[ .-][0-9]{2}[ .-][0-9]{2}
        {#- -#}
        |[0-9]{2}[ .-][0-9]{2}[ .-]?[0-9]{3}|[0-9]{4} [0-9]{3})|39 ?3[0-9]{2} ?[0-9]{7}
    {%- endset -%}
    {%- set city -%}
        (?:\(?\+39\)?[ ./-]{0,2}|\(?0039\)?[ ./-]{1,2})?0[26](?:[ /-]?[0-9]{3,4}[ .-]?[0-9]{2,4}|[ /-][0-9]{2}(?:[ .][0-9]{2}){3})
        {#- -#}
        |00390[26](?:[0-9]{3,4}(?:[ .-][0-9]{2,4}|[0-9]{3,4})|[ /-][0-9]{3,4}[ .-]?[0-9]{2,4})
    {%- endset -%}
    {%- set town -%}
        {{ italy }}(?:0[1-9][0-9]{1,2}(?:[ /-]{1,2}[0-9]{2,4}[ .-]?[0-9]{3,4}|[ ./-]{1,2}[0-9]{2}(?:[ .-][0-9]{2}){2,3})
        {#- -#}
        |0[0-9]{1,3}[.][0-9]{5,8}|\(0[1-9][0-9]{0,2}\)[ ./-]{0,2}[0-9](?:[ .-]?[0-9]){4,7})|(?:0039)?0[1-9][0-9]{7,8}
    {%- endset -%}
    {%- set abroad -%}
        \(?\+[1-9](?:[ ./()-]{0,3}[0-9]){7,13}|00[1-9][0-9]{0,2}[ (](?:[ ./()-]{0,2}[0-9]){7,12}|00[1-9][0-9]{10,12}
    {%- endset -%}
    {%- set said -%}
        (?:tel|telef|telefono|telefax|fax|cell|cellulare|mobile|whatsapp|wa|phone|recapito)[^A-Z0-9]{0,4}(?:(?:n|nr|num|numero)[^A-Z0-9]{0,3})?
        {#- -#}
        [+(]{0,2}[0-9](?: ?[0-9]){5,13}
    {%- endset -%}
    (?i)(?:^|[^A-Z0-9])(?:{{ code }}|{{ iban }}|{{ said }})(?:[^A-Z0-9]|$)|{{ local }}{{ domain -}}
    |(?:^|[^A-Z0-9.,])(?:{{ mobile }}|{{ city }}|{{ town }}|{{ abroad }})(?:[^A-Z0-9]|$)
{%- endmacro %}

{# Whether a text has a person's code, an e-mail address or a telephone number in it. #}
{% macro has_personal_mark(column) -%}
    coalesce(regexp_matches({{ column }}, '{{ personal_pattern() }}'), false)
{%- endmacro %}

{# Whether a name or legal form says that a person works alone, whatever else it says. #}
{% macro has_sole_form(column) -%}
    coalesce(regexp_matches(
        {{ words_key(column) }},
        '(^| )((ditta|impresa|impr|imp) (individuale|indiv|ind)|imprenditore individuale|(libero )?professionista|persona fisica|lavoratore autonomo|d i)( |$)'
    ), false)
{%- endmacro %}

{# A text's words, those written together with a capital or a figure between them too; no saint, street or school. #}
{% macro spoken_words(column) -%}
    regexp_replace(
        {{ words_key("regexp_replace(regexp_replace(" ~ column ~ ", '([a-zà-ÿ])([A-Z])', '\\1 \\2', 'g'), '[0-9]+', ' ', 'g')") }},
        '(^| )((s|san|santa|santo|sant) ({{ given_names() | join("|") }})|(via|viale|piazza|piazzale|largo|vicolo|villa|palazzo|liceo|istituto|teatro|ospedale) ({{ given_names() | join("|") }})( [a-z]{3,})?|leonardo da vinci)( |$)',
        ' ', 'g'
    )
{%- endmacro %}

{# Whether words (macro `spoken_words`) have a usual given name beside another word, or one that is a word too beside a usual family name. #}
{% macro has_given_name(words) -%}
    coalesce(
        regexp_matches(
            {{ words }},
            '(^| )({{ given_names() | join("|") }}) ((de|di|del|della|da|d|lo|la|li|dal|van|von|el|al) )?[a-z]{3,}|[a-z]{3,} ({{ given_names() | join("|") }})( |$)'
        )
        or regexp_matches(
            {{ words }},
            '(^| )(({{ given_words() | join("|") }}) ({{ family_names() | join("|") }})|({{ family_names() | join("|") }}) ({{ given_words() | join("|") }}))( |$)'
        ),
        false
    )
{%- endmacro %}

{# Whether a text calls somebody signore or signora, or by what they are to a firm: its titolare, its referente. #}
{% macro has_courtesy(column) -%}
    {%- set roles -%}
        titolare|referente|legale rappresentante|rappresentante legale|amministrat(?:ore|rice)(?: unic[oa]| delegat[oa])?
        {#- -#}
        |coniugi|ved(?:ova|\.)|mrs?\.|herr|frau|att\.?ne
    {%- endset -%}
    (
        coalesce(regexp_matches(
            {{ column }},
            '(^|[^A-Za-z])((?i:sig\.?(ra|na|ri|r)\.?|sig\.? (ra|na|ri|r)[. ]|sigg?\.|signor[aei]?|signorina)|[Ss]ig) *(?i:(de|di|del|della|da|d|lo|la|li)[ ''’]+)?[A-Za-zÀ-ÿ]{3,}'
        ), false)
        or {{ has_somebody_behind(column, roles) }}
        -- A company may be called after a family, and is where somebody is met.
        or ({{ has_somebody_behind(column, 'famiglia|fam\\.|eredi|c/o') }} and not {{ has_company_form(column) }})
    )
{%- endmacro %}

{# Whether one of these words stands before a name: before a word with a capital that is none of `no_persons`. #}
{% macro has_somebody_behind(column, words) -%}
    coalesce(regexp_matches(
        regexp_replace(
            {{ column }},
            '(?i)({{ words }}) *[:,-]? *((di|del|dei|degli|dell[aeo]?|per|il|la|lo|le|gli)[ ''’]+)*({{ no_persons() | join("|") }})',
            ' ', 'g'
        ),
        '(^|[^A-Za-zÀ-ÿ])(?i:{{ words }}) *[:,-]? *(?i:(de|d|lo|la|li)[ ''’]+)?[A-ZÀ-Þ][A-Za-zÀ-ÿ''’]{2,}'
    ), false)
{%- endmacro %}

{# How words begin that stand behind a role, or behind c/o, and are nobody's name: companies, offices, what a referente is of. #}
{% macro no_persons() -%}
    {{ return((
        'aler|amministrativ|api |assent|assolombarda|associaz|auditorium|aula|aziend|banca|bando|biblioteca|camera |capitale'
        ~ '|cc?iaa|centr|cna|collegio|commercial|comun[ei]|confartigianato|confcommercio|confindustria|consorzio|cooperativ|desk|dipart'
        ~ '|ditta|ente |fiera|fond|formazione|hotel|impres|industri|innovazione|istituto|kilometro|lario|lombard|marchi|marketing'
        ~ '|ministero|museo|non |ordine|palazz|parco|partner|polo |politecnico|presente|procedura|progett|project|provincia|punto|qualit'
        ~ '|regione|rete|reti|sala |scuola|sede|sicurezza|sistema|sportello|societ|stabilimento|studio|teatro|tecnic|uffici|unione'
        ~ '|universit|villa'
    ).split('|')) }}
{%- endmacro %}

{# Whether a text gives somebody a profession before the name (dott., avv. …), or an initial (M. Rossi). #}
{% macro has_title(column) -%}
    coalesce(
        regexp_matches(
            {{ column }},
            '(^|[^A-Za-z])(?i:dott(\.?ssa|or|oressa)?\.?|avvocat[oa]|professor(e|essa)?|ingegnere?|architetto|geometra|ragioniere?|(dr|avv|geom|rag|prof|ing|arch|cav|comm|mons|per\.? ?ind|p\.i)\.( ?ssa\.?)?) *(?i:(de|di|del|della|da|d|lo|la|li)[ ''’]+)?[A-ZÀ-Þ][A-Za-zÀ-ÿ''’]{2,}'
        )
        and not regexp_matches(
            {{ column }},
            '(?i)(dott|avv|ing|arch|geom|rag|prof)[a-z]*\.? *(commercialist|civil|meccanic|ambiental|gestional|elettr|informatic|soc|storic|universit|junior)'
        )
        -- All in small letters.
        or regexp_matches(
            {{ column }}, '^([^A-ZÀ-Þ]*[^A-ZÀ-Þa-zà-ÿ])?(dott|dr|avv|geom|rag|prof|ing|arch|cav)\.(ssa\.?)? *[a-zà-ÿ]{4,}[^A-ZÀ-Þ]*$'
        )
        or regexp_matches(
            {{ column }},
            '(?i)(^|[^A-Za-z.])([A-Z]\. ?({{ family_names() | join("|") }})|({{ family_names() | join("|") }}) [A-Z]\.)([^A-Za-z]|$)'
        ),
        false
    )
{%- endmacro %}

{#
  Whether a text of others names somebody by what people are usually called. `is_free`: not the name of a firm or network,
  which may have a person's in it.
#}
{% macro names_somebody(column, is_free) -%}
    (
        {{ has_courtesy(column) }}
        or {{ is_free }} and ({{ has_title(column) }} or {{ has_given_name(spoken_words(column)) }})
    )
{%- endmacro %}

{# A text of others as it may be published: left in the private twin unless it is known to name nobody. `is_free`: not the name of a firm or network. #}
{% macro public_text(column, is_free=true) -%}
    case
        when {{ column }} in (
            select texts.text from {{ ref('int_texts_without_persons') }} as texts where texts.is_free = {{ is_free | lower }}
        )
            then {{ column }}
        when {{ column }} is not null then '****************'
    end
{%- endmacro %}

{# A partner's own code or number: short runs of letters with figures; whatever could be a name, a telephone's or a person's number, no. #}
{% macro public_code(column) -%}
    case
        when {{ has_personal_mark(column) }} or regexp_matches({{ column }}, '[^{{ marks() ~ digits() }}]{4}')
            or not regexp_matches({{ column }}, '[0-9]')
            or regexp_matches({{ column }}, '(^|[^0-9])[0-9]{11}([^0-9]|$)')
            then {{ keyed_id('C', column) }}
        else {{ column }}
    end
{%- endmacro %}
