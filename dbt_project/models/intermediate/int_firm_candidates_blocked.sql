-- Pairs of mentions that share a block: one of a group without identifier, the other of any group.
-- Each word of a name beside the others: what remains where one is missing or has a typing error.
with lacking as (
    select
        mention_id,
        is_identified,
        place_key,
        word,
        array_to_string(list_filter(name_words, lambda one: one <> word), ' ') as rest
    from (select *, unnest(name_words) as word from {{ ref('int_firm_profiles_gathered') }}) as worded
),

-- Blocks: the same words anywhere; in one place the same words but for one that begins or ends alike (figures have no
-- typing errors), or that one side lacks; in one place the same address.
blocks as (
    select
        mention_id,
        is_identified,
        hash(name_sorted) as block,
        'any' as side
    from {{ ref('int_firm_profiles_gathered') }}
    union all
    select
        mention_id,
        is_identified,
        hash(place_key, 'at', address_key) as block,
        'any' as side
    from {{ ref('int_firm_profiles_gathered') }}
    where address_key is not null
    union all
    select
        mention_id,
        is_identified,
        unnest(
            [hash(place_key, rest, 'begins', left(word, 2)), hash(place_key, rest, 'ends', right(word, 2))]
        ) as block,
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
    from {{ ref('int_firm_profiles_gathered') }}
    where len(name_words) > 1
)

select distinct
    opened.mention_id as open_mention_id,
    others.mention_id as other_mention_id
from (select * from blocks where not is_identified and side <> 'other') as opened
inner join (select * from blocks where side <> 'open') as others
    on opened.block = others.block and opened.mention_id <> others.mention_id
where others.is_identified or opened.mention_id < others.mention_id or others.side = 'other'
