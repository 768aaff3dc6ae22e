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
        mentions.address_key
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_grouped') }} as grouped using (mention_id)
    where mentions.name_sorted is not null
    group by all
),

-- Blocks: the same words anywhere; in one place the same words but for one, the same first letters of a name of one or
-- two words, or the same address.
blocks as (
    select
        mention_id,
        is_identified,
        unnest(list_distinct(list_concat(
            [hash(name_sorted)],
            list_transform(
                case
                    when len(name_words) > 1
                        then list_append(
                            list_transform(
                                range(1, len(name_words) + 1),
                                lambda place: array_to_string(
                                    list_concat(name_words[:place - 1], name_words[place + 1:]), ' '
                                ) || case when len(name_words) = 2 then ' of 2' else '' end
                            ),
                            name_sorted
                        )
                    else [name_sorted]
                end,
                lambda words: hash(place_key, words)
            ),
            case when len(name_words) <= 2 then [hash(place_key, left(name_letters, 4))] else []::ubigint[] end,
            case when address_key is not null then [hash(place_key, 'at', address_key)] else []::ubigint[] end
        ))) as block
    from profiles
),

candidates as (
    select distinct
        opened.mention_id as open_mention_id,
        others.mention_id as other_mention_id
    from blocks as opened
    inner join blocks as others
        on opened.block = others.block and opened.mention_id <> others.mention_id
    where not opened.is_identified and (others.is_identified or opened.mention_id < others.mention_id)
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
    and (
        {{ names_agree('opened', 'others') }}
        or jaro_winkler_similarity(opened.name_letters, others.name_letters) >= 0.9
    )
