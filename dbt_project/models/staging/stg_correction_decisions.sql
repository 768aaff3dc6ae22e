-- People's corrections, keyed the way rows are.
select
    row_number() over (order by date, author, key, field, new_value) as correction_number,
    {{ clean_text('partner') }} as partner_code,
    {{ clean_text('record_type') }} as record_type,
    key,
    {{ correction_key('key') }} as correction_key,
    {{ clean_text('field') }} as field,
    old_value,
    {{ text_key('old_value') }} as old_value_key,
    coalesce(new_value, '') as new_value,
    author,
    date as decided_on,
    reason
from {{ source('decisions', 'corrections') }}
