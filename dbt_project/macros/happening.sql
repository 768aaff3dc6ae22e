{#
  Whether it happened, from what stands under "Esito", else from what stands behind the kind (`Visita annullata`): `held`, `no_answer` (nobody answered: undoes a call or a presence),
  `not_held` (it did not take place: undoes any kind), null where unknown. Spellings of the seed and of people come
  first; then how the words begin, because people write on ("rinviata a marzo").
#}
{% macro outcome_code(column, kind=none, kinds=none) -%}
    coalesce(
        {{ spelled('outcome', column) }},
        {{ outcome_written(column) }}
        {%- if kind is not none %},
        case when {{ spelled(kinds, kind) }} is null then nullif({{ outcome_written(kind) }}, 'held') end
        {%- endif %}
    )
{%- endmacro %}

{#
  What words say that no list has, whatever their case and marks. In order: what is put off is no contact but a decision, a
  signature (`rinvia la firma`; not beyond a mark: `annullata, proposta nuova data`): the contact was held; it did not take place; it did;
  it did not, said at the end (`la visita è stata annullata`).
#}
{% macro outcome_written(column) -%}
    {%- set undone = var('undone_stems') | join('|') -%}
    {%- set done = var('done_stems') | join('|') -%}
    {%- set words = words_key(column) -%}
    {%- set put_off = '(annull|rinvi|rimand|disd|posticip|spost|cancell|revoc|slitt|sospe|riprogramm|ripianific|differi|prorog|mancat|salta)[a-z]*|rinv|annu?l?|canc' -%}
    {%- set results = '(decis|decid|scelt|scegl|firm|sottoscri|adesion|ader|valut|progett|contratt|rispost|rispond|acquist|investim|iscri|accord|offert|preventiv|propost|pratic|band|domand|deliber|assunz|ordin|pagam|inizi|avvi|ret[ei]$|ret[ei] )' -%}
    {%- set articles = '((l|la|le|il|lo|i|gli|un|una|uno|ogni|sua|suo|di|della|dell|del|loro|propria|proprio|tutte|tutto|in merito a) )*' -%}
    {%- set contact = '(incontr|visit|appuntament|riunion|telefonat|colloqui|sopralluog|call|seminari|event|check up|convegn|contatt|corso|servizi|presenz|presentaz)[a-z]*' -%}
    {%- set who = '(cliente|impresa|azienda|ditta|titolare|referente|interlocutore|persona|socio)' -%}
    case
        when regexp_matches({{ clauses_key(column) }}, '\b({{ put_off }}) {{ articles }}{{ results }}|\b{{ results }}[a-z]* ((e|sono|viene) )?(stat[oaie] )?({{ put_off }})\b')
            then 'held'
        when regexp_matches(
            {{ words }},
            '^(no |[0-9]+ |esito |poi |purtroppo |causa [a-z]+ |per [a-z]+ |(l|la|il|lo|le|i|si) )*({{ contact }} |{{ who }} )?((e|sono|viene|ha|hanno) )?(stat[oaie] )?(poi )?({{ put_off }})( {{ contact }}| (l|la|il) {{ contact }}.*| (a|al|alla|all|da|dal|dalla|dall|in|il|per|x|causa|su|di|fino|e|ad|oltre|senza|tutto) .*| [a-z]?[0-9].*| (gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre).*|$)'
        ) then 'not_held'
        when regexp_matches(
            {{ words }},
            '^(no |{{ contact }} |e |stat[oa] |poi )*((annull|{{ undone }}|assent|impossibilitat|malat|in programma)[a-z]*( |$)|{{ who }} (assent|chius|malat|impossibilitat|non presente|non trovat)|(trovat[oaie] )?chius[oaei] (per|causa|x) |trovat[oa] chius|chiuso per|mancat[oa]( {{ contact }})?$|nessun[oa]? (present|partecip|in sede|in azienda|si e present|interven|venut)|mai (avvenut|svolt|tenut|fatt|effettu|realizz)|((ha|hanno|ci ha) )?dat[oa] buca|rinunci[a-z]* (a|all|alla|al) {{ contact }}|(da |ancora da |e da )+(ri)?(fissar|programmar|definir|confermar|far|svolger|effettuar|tener|pianificar|concordar)(e|si|la|lo)( data| il| la| l| {{ contact }}| entro .*| a [a-z]+|$)*$|ancora da |(fissat|programmat|pianificat|confermat|previst|calendarizzat)[oaie] (per|al|all|il|a) )'
        ) then 'not_held'
        when regexp_matches(
            {{ words }},
            '^(no |{{ contact }} )*(e |si e )?non (ancora |piu |e |si |ci |siamo |sono |ha |hanno |c |ci |era |sia |stat[oa] |si e )*(({{ done }})[oaie]|effettu|svolg|tien|realizz|present|partecip|interven|vist[oaie]|erog|avuto luogo|ebbe luogo|era nessun|c era|e era nessun|stat[oa]$|stat[oa] (present|possibil)|stat[oa] (effettu|svolt|tenut|fatt))'
        ) then 'not_held'
        when regexp_matches({{ words }}, '^((l|la|il) )?{{ who }} |^non (c|ci|vi) era')
            and regexp_matches({{ words }}, '\b(assent|chius[oa]|malat|nessun)') then 'not_held'
        when regexp_matches({{ words }}, '^non (raggiung|rispond|reperib)') then 'no_answer'
        when regexp_matches(
            {{ words }},
            '^(((ha|hanno) )?(richiest|richied|chiest|chied)[a-z]* |richiesta )(di |il |un |lo |uno )*({{ put_off }}|rinvio|spostare|rinviare|posticipare|annullare)( |$)'
        ) then 'not_held'
        -- Both ("ok ma rinviata"), or neither: what was asked for is not done yet.
        when regexp_matches({{ words }}, '\b(ma|pero)\b.*\b({{ undone }})|^richiest[oaie]$') then null
        when regexp_matches(
            {{ words }},
            '^((con )?esito |{{ contact }} |pratica |(ha|hanno) )?(positiv|negativ|(si e )?({{ done }})[oaie]\b|conclus|complet|chius|eseguit|ok\b|regolar|interess|((non|poco|molto|e|non e) )+interess|((da|li|lo|la) )?(ri(contatt|sent|ved|chiam|cerc))|ci (ri)?(sent|aggiorn|ved|pens)|richied|richiest|chied|chiest|present|partecip|buon|ottim|util|soddisf|inviat|invio|propost|apprezz|approfond|adesion|aderi|non (ha |hanno )?ader|accord|conferm|firmat|seguit|informat|valut|discuss|avviat|in corso|(ho |abbiamo )?(incontrat|parlat|sentit|visitat|contattat|raccolt|illustrat|spiegat|consegnat)|(da )?(fissa|concorda|programma|previst)[a-z]* (un |una |il |la )?(nuov|second|altr|ulterior|prossim|success)|(prossim|second|nuov|ulterior|success)[oa] {{ contact }}|anticipat|in attesa (di|del|dei|della|delle|dell|dello|degli) [a-z]{4,}|non (ha |hanno |serv|necessit)[a-z ]*(bisogno|interess|serv|altr|necessit))'
        ) then 'held'
        -- "La visita è stata poi annullata", "l'incontro non si è svolto".
        when regexp_matches(
            {{ words }},
            '{{ contact }}( poi)?( (e|sono|viene))?( stat[oaie])?( poi)? ({{ undone }})|(e|sono) stat[oaie] (poi )?({{ undone }})|non (si )?(e |sono )?(stat[oaie] )?(svolt|tenut|effettuat|avvenut)|non ha avuto luogo|^[a-z0-9 ]{3,60} (annullat|rinviat|rimandat|disdett|cancellat|posticipat)[oaie]$'
        ) then 'not_held'
    end
{%- endmacro %}

{#
  Whether a title, or what was spoken of, says that it did not take place: by a participle ("rinviato", "non svolto"), not by
  any word of that root. Few texts have one, so the rest is not looked at.
#}
{% macro says_undone(column) -%}
    case
        when regexp_matches(lower({{ column }}), '\b(({{ var("undone_stems") | join("|") }}|sospes)[oaie]|non)\b')
            then {{ outcome_written(column) }} = 'not_held'
        else false
    end
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
        -- How many came: none is a no.
        when regexp_full_match({{ column }}, '\s*[1-9][0-9]{0,3}([.,]0+)?\s*') then 'held'
        when regexp_full_match({{ column }}, '\s*0+([.,]0+)?\s*') then 'not_held'
        -- People write on: "no (malato)", "X, con un collega".
        when regexp_matches({{ words_key(column) }}, '^(no|ass|assenza|giustificat[oa]|malat[oa]|rinunc\w+)( |$)') then 'not_held'
        when regexp_matches({{ words_key(column) }}, '^(si|x)( |$)') then 'held'
    end
{%- endmacro %}

{# The same of a column that may be one of signatures: whoever signs was there. #}
{% macro presence_code(column, is_signed) -%}
    coalesce({{ tick_code(column) }}, case when {{ is_signed }} and {{ text_key(column) }} is not null then 'held' end)
{%- endmacro %}

{#
  The same for a row of contacts, whose sheet may have a column of presences ("Presente": sì, no, a tick): there a no is
  an absence, and so is an empty cell among ticks. Needs `presences` (stg_presence_sheets) joined, and `said`, which has what
  the outcome's words say alone and with the kind's.
#}
{% macro contact_outcome_code() -%}
    case
        when presences.delivery_id is null then said_outcome_code_with_kind
        else coalesce(
            said_outcome_code,
            {{ presence_code('outcome', 'presences.is_signed') }},
            case when {{ text_key('outcome') }} is null and presences.is_ticked then 'not_held' end
        )
    end
{%- endmacro %}
