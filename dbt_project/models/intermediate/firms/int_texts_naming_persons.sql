-- Texts that leave the building and name somebody who is known as a natural person, the words in whatever order.
with persons as (
    select distinct array_to_string(list_sort(string_split({{ words_key('mentions.firm_name') }}, ' ')), ' ') as words
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
    inner join {{ ref('int_firms_described') }} as firms using (firm_id)
    where not firms.is_company and contains({{ words_key('mentions.firm_name') }}, ' ')
),

texts as (
    select title as text from {{ ref('int_events_judged') }}
    union
    select municipality_name from {{ ref('int_events_judged') }}
    union
    select unnest([cut_reason, activity, supplier_name]) from {{ ref('int_expenses_judged') }}
    union
    select unnest([network_name, purpose, register_number]) from {{ ref('int_networks_described') }}
    union
    select unnest([file_name, reason]) from {{ ref('int_deliveries_decided') }}
    union
    select sheet from {{ source('raw', 'sheets') }}
    union
    select municipality_name from {{ ref('int_firms_described') }}
),

worded as (
    select
        text,
        string_split({{ words_key('text') }}, ' ') as words
    from texts
    where text is not null
),

runs as (
    select
        text,
        array_to_string(list_sort(words[first:first + length]), ' ') as words
    from (
        select
            text,
            words,
            unnest(range(1, len(words) + 1)) as first,
            lengths.length
        from worded
        cross join (select unnest([1, 2, 3]) as length) as lengths
    ) as beginnings
    where first + length <= len(words)
)

select distinct runs.text
from runs
inner join persons using (words)
