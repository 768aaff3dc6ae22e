{{ judged(ref('stg_events'), 'events', [
    text_key('title'), 'event_date', 'municipality_key', 'province_code', text_key('event_kind'), 'attendees'
], fact_date='event_date') }}
