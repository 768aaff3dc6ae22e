-- Candidate pairs for the model: a group without identifier beside any other group that shares a block with it and whose
-- name is near enough. A pair of groups has a row for each two ways of writing them.
with profiles as (
    select
        grouped.group_key,
        grouped.is_identified,
        min(grouped.mention_id) as mention_id,
        mentions.name_words,
        mentions.name_sorted,
        mentions.name_letters,
        mentions.municipality_key,
        mentions.place_key,
        mentions.address_key,
        regexp_replace(mentions.name_letters, '[^0-9]+', '', 'g') as name_digits
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_grouped') }} as grouped using (mention_id)
    where mentions.name_sorted is not null
    group by all
),

-- Each word of a name beside the others: what remains where one is missing or has a typing error.
lacking as (
    select
        mention_id,
        is_identified,
        place_key,
        word,
        array_to_string(list_filter(name_words, lambda one: one <> word), ' ') as rest
    from (select *, unnest(name_words) as word from profiles) as worded
),

-- Blocks: the same words anywhere; in one place the same words but for one that begins or ends alike (figures have no
-- typing errors), or that one side lacks; in one place the same address.
blocks as (
    select
        mention_id,
        is_identified,
        hash(name_sorted) as block,
        'any' as side
    from profiles
    union all
    select
        mention_id,
        is_identified,
        hash(place_key, 'at', address_key) as block,
        'any' as side
    from profiles
    where address_key is not null
    union all
    select
        mention_id,
        is_identified,
        unnest([hash(place_key, rest, 'begins', left(word, 2)), hash(place_key, rest, 'ends', right(word, 2))]) as block,
        'any' as side
    from lacking
    where length(word) >= 4 and not regexp_matches(word, '[0-9]')
    union all
    select
        mention_id,
        is_identified,
        unnest([hash(place_key, rest, 'open lacks'), hash(place_key, rest, 'other lacks')]) as block,
        unnest(['other', 'open']) as side
    from lacking
    where contains(rest, ' ')
    union all
    select
        mention_id,
        is_identified,
        unnest([hash(place_key, name_sorted, 'open lacks'), hash(place_key, name_sorted, 'other lacks')]) as block,
        unnest(['open', 'other']) as side
    from profiles
    where len(name_words) > 1
),

candidates as (
    select distinct
        opened.mention_id as open_mention_id,
        others.mention_id as other_mention_id
    from (select * from blocks where not is_identified and side <> 'other') as opened
    inner join (select * from blocks where side <> 'open') as others
        on opened.block = others.block and opened.mention_id <> others.mention_id
    where others.is_identified or opened.mention_id < others.mention_id or others.side = 'other'
)

select
    candidates.open_mention_id,
    candidates.other_mention_id,
    opened.group_key as open_group_key,
    others.group_key as other_group_key,
    -- Nothing but the name speaks for the pair: neither the municipality nor the address.
    not (
        coalesce(opened.municipality_key = others.municipality_key, false)
        or coalesce({{ addresses_agree('opened', 'others') }}, false)
    ) as is_name_alone
from candidates
inner join profiles as opened on candidates.open_mention_id = opened.mention_id
inner join profiles as others on candidates.other_mention_id = others.mention_id
where
    opened.group_key <> others.group_key
    and opened.name_digits = others.name_digits
    and (
        {{ names_agree('opened', 'others') }}
        or jaro_winkler_similarity(opened.name_letters, others.name_letters) >= 0.9
    )
