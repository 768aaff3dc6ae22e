{#
  Text as delivered, cleaned once and everywhere in the same way: without invisible characters, and out of the formula
  ="…" by which programs keep a code from a spreadsheet program.
#}
{% macro clean_text(column) -%}
    nullif(trim(regexp_replace(
        regexp_replace(
            regexp_replace({{ column }}, '[\x{00AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FEFF}]+', '', 'g'),
            '^\s*="(.*)"\s*$', '\1'
        ),
        '[\s\x{00A0}\x{2000}-\x{200A}\x{202F}\x{3000}]+', ' ', 'g'
    )), '')
{%- endmacro %}

{#
  Character classes for patterns: marks are neither letters nor digits. Ranges, because a class such as \p{L} takes two
  milliseconds each time that a statement has it compiled, and they stand hundreds of times in the project's.
#}
{% macro marks(bar=true) -%}
    \x00-/:-@\[-`{{ '{-' if bar else '{}-' }}\x{A9}«-±´¶-¸»¿×÷
    {#- modifiers, combining -#}
    \x{02C2}-\x{02C5}\x{02D2}-\x{02DF}\x{02E5}-\x{036F}
    {#- punctuation, signs of money, of mathematics, arrows, frames -#}
    \x{2000}-\x{206F}\x{207A}-\x{207E}\x{208A}-\x{208E}\x{20A0}-\x{2101}\x{2114}-\x{2118}\x{211E}-\x{2123}
    {#- -#}
    \x{2140}-\x{2144}\x{218A}-\x{244A}\x{249C}-\x{24E9}\x{2500}-\x{2775}\x{2794}-\x{2BFF}
    {#- of other scripts, private, half and full width, pictures -#}
    \x{2E00}-\x{2E2E}\x{2E30}-\x{3004}\x{3008}-\x{3020}\x{E000}-\x{F8FF}\x{FE00}-\x{FE6F}\x{FEFF}-\x{FF0F}
    {#- -#}
    \x{FF1A}-\x{FF20}\x{FF3B}-\x{FF40}\x{FF5B}-\x{FF65}\x{FFE0}-\x{FFFF}\x{1F000}-\x{1FAFF}
{%- endmacro %}

{% macro digits() -%}
    0-9²³¹¼-¾\x{2070}-\x{2079}\x{2080}-\x{2089}\x{2150}-\x{2189}\x{2460}-\x{249B}\x{24EA}-\x{24FF}\x{FF10}-\x{FF19}
{%- endmacro %}

{#
  Text that can name something. An error of a spreadsheet program (#N/D, Err:508) names nothing, nor does what people and programs
  put where they have none: marks alone, n.d., null, the 0 of a look-up, "idem" or "c.s." for the cell above, a legal form without a
  name, "altre 5 imprese", "privato", "prova", "ditta nuova".
#}
{% macro naming_text(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when
            not regexp_matches({{ column }}, '^\s*(#[A-Z/]+[0-9?!A-Z/]*|(?i:err(?:ore)?\.?:[0-9]{3})|[{{ marks() }}]+|0+)\s*$')
            and not regexp_matches(
                {{ column }},
                '^(?i)\W*(n[./ ]?d|nan|null|non (disponibile|noto|nota|indicat[oa]|pervenut[oa])|sconosciut[oa]|da definire'
                || '|idem|id\.|c\.\s?s\.?|(come|vedi) sopra|stess[ao]( (ditta|impresa|azienda|societ[aà]))?'
                || '|s\.?r\.?l|s\.?p\.?a|s\.?n\.?c|s\.?a\.?s|x{3,}|da (individuare|inserire|indicare|contattare)'
                || '|((n\. ?)?[0-9]+|altr[ei]|vari[ei]?|divers[ei]|alcune|tutte le)( [0-9]+)? (imprese|aziende|ditte)'
                || '|(imprese|aziende|ditte) (vari[ei]?|divers[ei])|privat[oai]|student[ei](ssa)?|in proprio'
                || '|liber[oi] professionist[ai]|(inserire|indicare|scrivere|compilare)( .*)?|prov[ae]|test|nome|varie|vari[eo]? ed eventuali|nuov[aoe]|altr[oaie]|ness?un[oa]'
                || '|nuov[ae] (impres[ae]|aziend[ae]|ditt[ae]|societ[aà]|ret[ei])|(impresa|azienda|ditta|societ[aà]|rete)'
                || ' (nuova|di prova|da (definire|individuare|inserire|indicare)|sconosciuta|non (nota|indicata)|x{1,3}|y{1,3}|\?+))\W*$'
            )
            then {{ text }}
    end
{%- endmacro %}

{# A name has a letter; a day, an amount or a number alone stands in the wrong column. #}
{% macro lettered(column) -%}
    case when regexp_matches({{ column }}, '[^{{ marks() ~ digits() }}]') then {{ column }} end
{%- endmacro %}

{# For comparing: without case, accents, punctuation and blanks. #}
{% macro text_key(column) -%}
    nullif(regexp_replace(lower(strip_accents({{ column }})), '[{{ marks() }}]+', '', 'g'), '')
{%- endmacro %}

{#
  A partner's own code as people read it: without case, invisible characters, the marks by which programs keep it a text
  (a leading apostrophe, ="…"), a needless `.0` or final dot, zeros before a number; dashes and full-width signs are one. Most codes are plain: one look, a tenth of the time, finds
  that nothing is to be done.
#}
{% macro clean_code(column) -%}
    case
        when regexp_full_match({{ column }}, '[A-Z][0-9A-Z-]*[0-9]|[1-9][0-9]*') then {{ column }}
        else upper(regexp_replace(
            regexp_replace(
                regexp_replace(
                    translate(
                        {{ naming_text(column) }},
                        '‐‑‒–—―−－０１２３４５６７８９．／', '--------0123456789./'
                    ),
                    '^[''’‘`´]+|^="?|(?:"|\.|([0-9])[.,]0+)$', '\1', 'g'
                ),
                '^ +| +$', '', 'g'
            ),
            '^0+([0-9]+)$', '\1'
        ))
    end
{%- endmacro %}

{# An event's code as people read it: `EV 2012 05`, `ev_2012_05` and `EV-2012-05` are one. #}
{% macro event_code(column) -%}
    regexp_replace({{ clean_code(column) }}, '(\S)[ _./-]+(\S)', '\1-\2', 'g')
{%- endmacro %}

{# The same without marks, and without needless zeros too, for finding an event that is written otherwise: `EV201205`, `E12`. #}
{% macro event_code_letters(code) -%}
    [
        regexp_replace({{ code }}, '[^0-9A-Z]+', '', 'g'),
        regexp_replace(regexp_replace({{ code }}, '(^|[^0-9])0+([0-9])', '\1\2', 'g'), '[^0-9A-Z]+', '', 'g')
    ]
{%- endmacro %}

{# A document's number as people read it: its parts, without the words before it, zeros before a number, the day behind it. #}
{% macro document_key(column) -%}
    nullif(array_to_string(
        list_filter(
            list_transform(
                regexp_extract_all(
                    regexp_replace(
                        upper(strip_accents({{ clean_code(column) }})),
                        '\bDEL +[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}$', ''
                    ),
                    '[0-9]+|[A-Z]+'
                ),
                lambda part: regexp_replace(part, '^0+([0-9]+)$', '\1')
            ),
            lambda part: part not in (
                'N', 'NR', 'NUM', 'NUMERO', 'FAT', 'FATT', 'FATTURA', 'FT', 'DOC', 'DOCUMENTO', 'DEL', 'ANNO'
            )
        ),
        '/'
    ), '')
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
    trim(regexp_replace(lower(strip_accents({{ column }})), '[{{ marks() }}]+', ' ', 'g'))
{%- endmacro %}

{# The same with a bar where a mark ends a clause. #}
{% macro clauses_key(column) -%}
    regexp_replace(
        regexp_replace(lower(strip_accents({{ column }})), '[,;:.()/–—-]+', ' | ', 'g'), '[{{ marks(bar=false) }}]+', ' ', 'g'
    )
{%- endmacro %}

{# Whether a name or legal form shows a company, not a natural person. #}
{% macro has_company_form(column) -%}
    coalesce(regexp_matches(
        {{ words_key(column) }},
        '(^| )(s ?r ?l ?s?|s ?p ?a|s ?n ?c|s ?a ?s|s ?a ?p ?a|s ?c ?a ?r ?l|s ?c ?r ?l|s ?c ?p ?a|societa|soc|coop|cooperativa|consorzio|gmbh|ltd)( |$)'
    )
    -- Of other countries; two letters only where they end the name.
    or regexp_matches(
        {{ words_key(column) }},
        '(^| )(s ?a ?r ?l|sagl|eurl|sp z o o|s ?r ?o|d ?o ?o|l ?l ?c|inc|corp|plc|limited|gesellschaft|kft|aps|e?ood|lda|ohg)( |$)| (a ?g|s ?a|k ?g|b ?v|n ?v|s ?l|oy|a ?b|a s)$'
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
