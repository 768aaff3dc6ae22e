{{ judged(ref('stg_events'), 'events') }}
