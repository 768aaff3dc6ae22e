-- Each sheet of contacts with a column of presences, of what was done, or of signatures at an event, and whether it is ticked:
-- somebody is marked present and nobody absent, so that an empty cell says absent. Whoever signs is there, whatever the signature reads.
with columns as (
    select
        delivery_id,
        sheet_index,
        bool_or(
            field = 'outcome'
            and regexp_matches(
                {{ text_key('heading') }},
                '^(n|nr|numero)?(presen|partecip|hapartecip|erapresen)'
                || '|^({{ var("done_stems") | join("|") }}|contattat|visitat|incontrat|raggiunt|sentit|chiamat)[oa]$'
            )
        ) as is_told,
        bool_or(field = 'outcome' and starts_with({{ text_key('heading') }}, 'firm')) and bool_or(field = 'event_code')
            as is_signed
    from {{ source('raw', 'headings') }}
    where record_type = 'contacts'
    group by delivery_id, sheet_index
    having is_told or is_signed
)

select
    contacts.delivery_id,
    contacts.sheet_index,
    columns.is_signed,
    coalesce(bool_or({{ presence_code('contacts.outcome', 'columns.is_signed') }} = 'held'), false)
    and not coalesce(bool_or(
        {{ presence_code('contacts.outcome', 'columns.is_signed') }} = 'not_held'
        or {{ outcome_code('contacts.outcome') }} = 'not_held'
    ), false) as is_ticked
from {{ source('raw', 'contacts') }} as contacts
inner join columns using (delivery_id, sheet_index)
where contacts.row_kind = 'data'
group by all
