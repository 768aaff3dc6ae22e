with source as ({{ delivered('events') }}),

-- On an attendance list the date is the contact's too: alone it makes no event.
along as (
    select
        delivery_id,
        sheet_index
    from {{ source('raw', 'sheets') }}
    where record_type = 'events' and not is_main
),

cleaned as (
    select
        {{ record_columns() }},
        {{ event_code('event_code') }} as event_code,
        {{ text_columns(['title', 'event_kind']) }},
        {{ date_texts(['event_date']) }},
        {{ clean_text('municipality') }} as municipality_name,
        {{ meant_municipality('municipality') }} as municipality_key,
        {{ province_told('municipality') }} as province_code,
        {{ clean_text('attendees') }} as attendees_text,
        {{ number_text(headcount_text('attendees')) }} as attendees_digits,
        {{ says_undone('title') }} as is_undone_by_title,
        {{ says_undone('attendees') }} as is_undone_by_attendees
    from source
),

typed as (
    select
        *,
        {{ typed_dates(['event_date']) }},
        {{ whole_people('attendees_digits', 3000000) }} as attendees
    from cleaned
)

select
    *,
    {{ record_key('events') }} as record_key,
    {{ is_no_data() }}
    or (
        event_code is null and title is null
        and (event_date_text is null or (delivery_id, sheet_index) in (select (delivery_id, sheet_index) from along))
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('event_code', 'event_code')
        + required_value('title', 'title')
        + required_date('event_date')
        + optional_number('attendees')
        + rule('event_undone', 'title',
               'not is_cancelled and (is_undone_by_title or is_undone_by_attendees)', 'title')
    ) }}
from typed
