-- Texts of others that may leave the building: each is judged once, and one that is missing here stays. They have no mark
-- of a person, no usual name or title, and name nobody who is known as a natural person, the words in whatever order.
with texts as (
    select unnest([title, event_kind, municipality_name]) as text, true as is_free from {{ ref('int_events_judged') }}
    union
    select unnest([cut_reason, activity]), true from {{ ref('int_expenses_judged') }}
    union
    select {{ company_name('supplier_name') }}, false from {{ ref('int_expenses_judged') }}
    union
    select unnest([purpose, register_number]), true from {{ ref('int_networks_described') }}
    union
    select network_name, false from {{ ref('int_networks_described') }}
    union
    select unnest([file_name, reason, told]), true from {{ ref('int_deliveries_decided') }}
    union
    select sheet, true from {{ source('raw', 'sheets') }}
    union
    select sheet, true from {{ source('raw', 'notes') }}
    union
    select municipality_name, true from {{ ref('int_firms_described') }}
),

worded as (
    select
        text,
        is_free,
        string_split({{ words_key('text') }}, ' ') as words
    from texts
    where
        text is not null
        and not {{ has_personal_mark('text') }}
        and (
            {{ text_key('text') }} in (
                select municipality_key from {{ ref('stg_municipalities') }} where municipality_key is not null
            )
            or not {{ names_somebody('text', 'is_free') }}
        )
),

two_words as (
    select string_split(words, ' ') as parts from {{ ref('int_persons_named') }}
    where regexp_matches(words, '^[a-z]{4,} [a-z]{4,}$')
),

-- Of a name of two words also: written together, or one of them as an initial that is no word of its own.
persons as (
    select words from {{ ref('int_persons_named') }}
    union
    select unnest([parts[1] || parts[2], parts[2] || parts[1]]) as words from two_words
    union
    select array_to_string(list_sort([parts[1][1], parts[2]]), ' ') as words from two_words
    where parts[1][1] not in ('a', 'e', 'i', 'o')
    union
    select array_to_string(list_sort([parts[2][1], parts[1]]), ' ') as words from two_words
    where parts[2][1] not in ('a', 'e', 'i', 'o')
),

-- Two to four words that follow each other, a number or a long word by itself, and the whole of a text.
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
        cross join (select unnest([0, 1, 2, 3]) as length) as lengths
    ) as beginnings
    where
        first + length <= len(words)
        and (length > 0 or len(words) = 1 or length(words[first]) > 7)
    union
    select text, array_to_string(list_sort(words), ' ') from worded
),

naming as (
    select distinct runs.text
    from runs
    inner join persons using (words)
)

select text, is_free
from worded
where text not in (select naming.text from naming)
