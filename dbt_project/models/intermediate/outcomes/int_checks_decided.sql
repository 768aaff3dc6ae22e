-- What a person found of a delivered row, the latest of each: found (`riscontrato`), not found (`non_riscontrato`), or not
-- found and counted on all the same (`conta`).
select
    {{ clean_text('record_id') }} as record_id,
    case
        when {{ text_key('result') }} in ('riscontrato', 'riscontrata', 'confermato', 'confermata', 'ok') then 'found'
        when regexp_matches({{ text_key('result') }}, '^(non|no$|negativ|manca|ko$)') then 'not_found'
        when {{ text_key('result') }} in ('conta', 'contare') then 'counts'
    end as finding,
    author,
    date as decided_on,
    reason
from {{ source('decisions', 'checks') }}
qualify row_number() over (partition by {{ clean_text('record_id') }} order by date desc, rowid desc) = 1
