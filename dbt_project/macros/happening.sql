{#
  Whether it happened, from what stands under "Esito": `held`, `no_answer` (nobody answered: undoes a call or a presence),
  `not_held` (it did not take place: undoes any kind), null where unknown. Spellings of the seed and of people come
  first; then how the words begin, because people write on ("rinviata a marzo").
#}
{% macro outcome_code(column) -%}
    coalesce(
        {{ spelled('outcome', column) }},
        case
            when regexp_matches(
                {{ text_key(column) }},
                '^(incontro|visita|appuntamento|e?stat[oa]|poi)?(annull|rinv(iat|iar|io|al|[0-9]|$)|rimand|disd|saltat|posticip|spostat|cancellat|revocat|assent|sospes[oa]$|inprogramma|(cliente|impresa|azienda|ditta|titolare|referente|interlocutore)assent|mancat[oa](incontro|visita|appuntamento|presenza)?$|da(ri)?(fissare|programmare|confermare|fare|svolgere|effettuare|tenere)(data|incontro|visita|appuntamento)?$|non(effettu|svolt|tenut|avvenut|realizz|present|partecip|interven|fatt[oa]|hapartecip|haavutoluogo|e(interven|present|avvenut|stat[oa])|sie(present|svolt|tenut|fatt)|sitien|sipresent))'
            ) then 'not_held'
            when regexp_matches(
                {{ text_key(column) }},
                '^(positiv|negativ|(sie)?(effettuat|svolt|tenut|realizzat|avvenut|fatt[oa])|conclus|complet|chius|eseguit|ok|regolar|interess|noninteress|pocointeress|moltointeress|daricont|darisent|richiam|richied|richiest|chied|present|partecip|buon|ottim|util|soddisf|inviat|invio|propost|apprezz|approfond|adesion|aderi|accord|conferm|firmat|seguit|informat|valut|discuss|avviat|incorso)'
            ) then 'held'
            -- "La visita è stata poi annullata", "l'incontro non si è svolto".
            when regexp_matches(
                {{ text_key(column) }},
                '((incontro|visita|appuntamento|riunione)(poi)?|(e|sono)stat[oaie](poi)?)(annullat|rinviat|disdett|saltat|spostat)|non(e|sie)?(stat[oa])?(svolt|tenut|effettuat|avvenut)|nonhaavutoluogo'
            ) then 'not_held'
        end
    )
{%- endmacro %}

{# What a cell of a column of presences says by a tick, a yes or no, or a letter as in a school's register. #}
{% macro tick_code(column) -%}
    case
        when regexp_matches({{ column }}, '[✗✘]') then 'not_held'
        when regexp_matches({{ column }}, '[✓✔☑☒]') then 'held'
        when {{ spelled('yes_no', column) }} = 'no' then 'not_held'
        when {{ spelled('yes_no', column) }} = 'yes' then 'held'
        when {{ words_key(column) }} in ('p', 'pres') then 'held'
        when {{ words_key(column) }} in ('a', 'ass') then 'not_held'
        -- People write on: "no (malato)", "X, con un collega".
        when regexp_matches({{ words_key(column) }}, '^(no|ass|assenza|giustificat[oa]|malat[oa]|rinunc\w+)( |$)') then 'not_held'
        when regexp_matches({{ words_key(column) }}, '^(si|x)( |$)') then 'held'
    end
{%- endmacro %}

{#
  The same for a row of contacts, whose sheet may have a column of presences ("Presente": sì, no, a tick): there a no is
  an absence, and so is an empty cell among ticks. Needs `presences` (stg_presence_sheets) joined.
#}
{% macro contact_outcome_code() -%}
    case
        when presences.delivery_id is null then {{ outcome_code('outcome') }}
        else coalesce(
            {{ outcome_code('outcome') }},
            {{ tick_code('outcome') }},
            case when {{ text_key('outcome') }} is null and presences.is_ticked then 'not_held' end
        )
    end
{%- endmacro %}
