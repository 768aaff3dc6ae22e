-- Each sheet of contacts with a column of presences, or of what was done, and whether it is ticked: somebody is marked present and nobody
-- absent, so that an empty cell says absent.
with columns as (
    select distinct
        delivery_id,
        sheet_index
    from {{ source('raw', 'headings') }}
    where
        record_type = 'contacts'
        and field = 'outcome'
        and regexp_matches(
            {{ text_key('heading') }},
            '^(n|nr|numero)?(presen|partecip|hapartecip|erapresen)|^(fatt|effettuat|eseguit|svolt|realizzat|avvenut)[oa]$'
        )
)

select
    contacts.delivery_id,
    contacts.sheet_index,
    coalesce(bool_or({{ tick_code('contacts.outcome') }} = 'held'), false)
    and not coalesce(bool_or(
        {{ tick_code('contacts.outcome') }} = 'not_held' or {{ outcome_code('contacts.outcome') }} = 'not_held'
    ), false) as is_ticked
from {{ source('raw', 'contacts') }} as contacts
inner join columns using (delivery_id, sheet_index)
where contacts.row_kind = 'data'
group by all
