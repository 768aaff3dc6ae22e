{#
  Names of firms as words, for comparing them across partners: without case, accents, legal form, fillers and one-letter
  initials; abbreviations written out. Words written together or apart still differ: `name_letters` compares those.
#}

{# The name with initials and apostrophes closed up (S.r.l. -> srl, F.lli -> flli, Dell'Oro -> delloro). #}
{% macro closed_up(column) -%}
    trim(regexp_replace(
        regexp_replace(
            regexp_replace(lower(strip_accents({{ column }})), '[''’`´]', '', 'g'), '\b([a-z])[.]', '\1', 'g'
        ),
        '[{{ marks() }}]+', ' ', 'g'
    ))
{%- endmacro %}

{# Of a name closed up: its words in their order, without legal form; single letters too. #}
{% macro name_words(closed) -%}
    list_filter(
        list_transform(
            string_split(
                regexp_replace(
                    {{ closed }},
                    '( |^)(s r l( s)?|s p a|s n c|s a s|s c a r l|s c r l|a r l|a responsabilita|a socio)( |$)',
                    ' '
                ),
                ' '
            ),
            lambda word: {{ written_out('word') }}
        ),
        lambda word: word <> '' and word not in ({{ name_fillers() }})
    )
{%- endmacro %}

{# Of a name's words those that are compared: initials come and go. #}
{% macro compared_words(words) -%}
    list_filter({{ words }}, lambda word: length(word) > 1 or word between '0' and '9')
{%- endmacro %}

{#
  The single letters of a name, which tell "Impresa A" from "Impresa B"; null without any. Inside a name some are words
  of their own (Rossi e Bianchi), and "& C." is a partnership's.
#}
{% macro name_initials(words, legal_form) -%}
    nullif(list_sort(list_filter(
        string_split(regexp_replace(array_to_string({{ words }}, ' '), '([^ ]) [aeio] ([^ ])', '\1 \2', 'g'), ' '),
        lambda word:
            word between 'a' and 'z' and length(word) = 1
            and not (word = 'c' and coalesce({{ legal_form }} in ('snc', 'sas'), false))
    )), [])
{%- endmacro %}

{# Whether the single letters of two names can be of one firm: one side may lack some, none may differ. #}
{% macro initials_agree(one, other) -%}
    coalesce(
        list_has_all({{ one }}.name_initials, {{ other }}.name_initials)
        or list_has_all({{ other }}.name_initials, {{ one }}.name_initials),
        true
    )
{%- endmacro %}

{# The words of a name in the order of the alphabet, each once. #}
{% macro sorted_words(mention) -%}
    string_split({{ mention }}.name_sorted, ' ')
{%- endmacro %}

{# A word, written out where it is an abbreviation; singular and plural of a trade are one. #}
{% macro written_out(word) -%}
    case
        when {{ word }} in ('flli', 'fli', 'fllli', 'flil', 'lli', 'li') then 'fratelli'
        when {{ word }} in ('off', 'offic', 'officine') then 'officina'
        when {{ word }} in ('mecc', 'mec', 'meccaniche') then 'meccanica'
        when {{ word }} in ('costr') then 'costruzioni'
        when {{ word }} in ('ind', 'industrie') then 'industria'
        when {{ word }} in ('int', 'intl', 'internazionale') then 'international'
        when {{ word }} in ('lav') then 'lavorazioni'
        when {{ word }} in ('imp') then 'impianti'
        when {{ word }} in ('elettr') then 'elettronica'
        when {{ word }} in ('carp') then 'carpenteria'
        when {{ word }} in ('autotrasp') then 'autotrasporti'
        when {{ word }} in ('trasp') then 'trasporti'
        when {{ word }} in ('tess') then 'tessitura'
        when {{ word }} in ('fabbr') then 'fabbrica'
        when {{ word }} in ('comm') then 'commerciale'
        when {{ word }} in ('prod') then 'produzione'
        when {{ word }} in ('ing') then 'ingegneria'
        when {{ word }} in ('gen') then 'generale'
        when {{ word }} in ('tecn') then 'tecnica'
        when {{ word }} in ('art', 'artig') then 'artigiana'
        when {{ word }} in ('ital', 'italiana') then 'italia'
        when {{ word }} in ('gr', 'group') then 'gruppo'
        else {{ word }}
    end
{%- endmacro %}

{% macro name_fillers() -%}
    'srl', 'srls', 'spa', 'snc', 'sas', 'sapa', 'scarl', 'scrl', 'scpa', 'arl', 'rl', 'societa', 'soc', 'responsabilita',
    'limitata', 'semplificata', 'per', 'azioni', 'in', 'nome', 'collettivo', 'accomandita', 'semplice', 'coop',
    'cooperativa', 'unipersonale', 'socio', 'unico', 'liquidazione', 'ditta', 'individuale', 'consortile', 'di', 'del',
    'dei', 'della', 'delle', 'degli', 'da', 'ed', 'and', 'il', 'la', 'lo', 'le', 'gli', 'con', 'sede', 'gmbh', 'ltd'
{%- endmacro %}

{# The legal form that a name or its own column shows, null where none does. #}
{% macro legal_form_key(closed) -%}
    case
        when regexp_matches({{ closed }}, '(^| )(srls?|s r l( s)?|responsabilita limitata)( |$)') then 'srl'
        when regexp_matches({{ closed }}, '(^| )(spa|s p a|per azioni)( |$)') then 'spa'
        when regexp_matches({{ closed }}, '(^| )(snc|s n c|nome collettivo)( |$)') then 'snc'
        when regexp_matches({{ closed }}, '(^| )(sas|s a s|accomandita semplice)( |$)') then 'sas'
        when regexp_matches({{ closed }}, '(^| )(soc coop|coop|cooperativa|scarl|scrl)( |$)') then 'coop'
    end
{%- endmacro %}

{# An address for comparing: street's name and number, without the kind of street. #}
{% macro address_key(column) -%}
    nullif(array_to_string(
        list_filter(
            string_split({{ closed_up(column) }}, ' '),
            lambda word: word not in (
                'via', 'viale', 'vle', 'v', 'piazza', 'piazzale', 'pza', 'pzza', 'p', 'za', 'zza', 'le', 'corso', 'cso', 'largo',
                'lgo', 'strada', 'str', 'vicolo', 'localita', 'loc', 'fraz', 'frazione', 'n', 'nr', 'num', 'numero', 'civico',
                'snc', 'di', 'del', 'della', 'dell', 'dei'
            )
        ),
        ' '
    ), '')
{%- endmacro %}

{#
  Whether two names are one, in spite of word order, abbreviations and typing errors: one letter in six differs, or two
  thirds of the shorter name's words stand in the other. Needs `name_sorted` and `name_letters` of both.
#}
{% macro names_agree(one, other) -%}
    case
        when
            3 * len(list_intersect({{ sorted_words(one) }}, {{ sorted_words(other) }}))
            >= 2 * least(len({{ sorted_words(one) }}), len({{ sorted_words(other) }}))
            then true
        {%- for name in ['name_letters', 'name_sorted'] %}
        -- A case of its own: only so is the costly distance taken of nothing but what looks alike.
        when
            case
                when jaro_winkler_similarity({{ one }}.{{ name }}, {{ other }}.{{ name }}) >= 0.8
                    then
                        damerau_levenshtein({{ one }}.{{ name }}, {{ other }}.{{ name }})
                        <= least(length({{ one }}.{{ name }}), length({{ other }}.{{ name }})) // 6
                else false
            end
            then true
        {%- endfor %}
        else false
    end
{%- endmacro %}

{# Whether two addresses are one: the same number of nearly the same street. Null where either is not known. #}
{% macro addresses_agree(one, other) -%}
    (
        {{ one }}.address_key = {{ other }}.address_key
        or (
            regexp_extract({{ one }}.address_key, '[0-9]+') = regexp_extract({{ other }}.address_key, '[0-9]+')
            and jaro_winkler_similarity({{ one }}.address_key, {{ other }}.address_key) >= 0.85
        )
    )
{%- endmacro %}
