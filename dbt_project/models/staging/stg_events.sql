with source as ({{ delivered('events') }}),

typed as (
    select
        {{ record_columns('events') }},
        {{ clean_code('event_code') }} as event_code,
        {{ clean_text('title') }} as title,
        {{ date_column('event_date') }},
        {{ clean_text('municipality') }} as municipality_name,
        {{ text_key('municipality') }} as municipality_key,
        {{ clean_text('event_kind') }} as event_kind,
        {{ number_column('attendees', 'integer') }}
    from source
)

select
    *,
    row_kind <> 'data'
    or (event_code is null and title is null and event_date_text is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_value('event_code', 'event_code')
        + required_value('title', 'title')
        + required_date('event_date')
        + optional_number('attendees')
    ) }}
from typed
