-- Each event in force with the event that it is: what partners report under codes of their own for the same day and
-- municipality, with nearly the same title, is one. Two codes of one partner stay two events.
with recursive events as (
    select
        record_id,
        partner_code,
        partner_code || ':' || record_key as own_event_id,
        event_date,
        municipality_key,
        regexp_replace({{ text_key('title') }}, '[0-9]+', '', 'g') as title_letters,
        list_distinct(list_filter(
            string_split({{ words_key('title') }}, ' '),
            lambda word: length(word) > 2 and not regexp_matches(word, '[0-9]')
        )) as title_words
    from {{ ref('int_events_judged') }}
    where is_in_force
),

same_events as (
    select
        one.own_event_id,
        other.own_event_id as other_event_id
    from events as one
    inner join events as other
        on one.event_date = other.event_date and one.municipality_key = other.municipality_key
    where
        one.partner_code <> other.partner_code
        and (
            jaro_winkler_similarity(one.title_letters, other.title_letters) >= 0.93
            or 4 * len(list_intersect(one.title_words, other.title_words))
            >= 3 * greatest(len(one.title_words), len(other.title_words), 1)
        )
),

heard as (
    select own_event_id, own_event_id as event_id from events
    union
    select
        same_events.other_event_id as own_event_id,
        heard.event_id
    from heard
    inner join same_events using (own_event_id)
    where heard.event_id < same_events.other_event_id
)

select
    events.record_id,
    min(heard.event_id) as event_id
from events
inner join heard using (own_event_id)
group by events.record_id
