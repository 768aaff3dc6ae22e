-- Pairs of mentions that share a block: one of a group without identifier, the other of any group. A block that too many
-- share says nothing, and would make pairs by the square: it makes none.
with worded as (
    select
        *,
        {{ sorted_words('profiles') }} as name_words
    from {{ ref('int_firm_profiles_gathered') }} as profiles
),

-- Each word of a name beside the others: what remains where one is missing or has a typing error.
lacking as (
    select
        mention_id,
        is_identified,
        place_key,
        address_key,
        name_digits,
        word,
        array_to_string(list_filter(name_words, lambda one: one <> word), ' ') as rest
    from (select *, unnest(name_words) as word from worded) as single
),

-- Blocks: the same words anywhere; in one place the same words but for one that begins or ends alike (figures have no
-- typing errors), or that one side lacks; in one place words that all begin alike; at one address a word, or how the
-- name begins (not the address alone, which a great many can share).
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
        hash(place_key, address_key, name_digits, word) as block,
        'any' as side
    from lacking
    where address_key is not null
    union all
    select
        mention_id,
        is_identified,
        hash(place_key, address_key, name_digits, left(name_letters, 3)) as block,
        'any' as side
    from {{ ref('int_firm_profiles_gathered') }}
    where address_key is not null
    union all
    select
        mention_id,
        is_identified,
        hash(place_key, 'begin', regexp_replace(name_sorted, '([a-z]{2})[a-z]+', '\1', 'g')) as block,
        'any' as side
    from {{ ref('int_firm_profiles_gathered') }}
    where contains(name_sorted, ' ')
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
    where contains(name_sorted, ' ')
),

told as (
    select * from blocks
    where block in (
        select block from blocks
        group by block
        having count(*) <= {{ widest_block() }} and not bool_and(is_identified)
    )
)

select distinct
    opened.mention_id as open_mention_id,
    others.mention_id as other_mention_id
from (select * from told where not is_identified and side <> 'other') as opened
inner join (select * from told where side <> 'open') as others
    on opened.block = others.block and opened.mention_id <> others.mention_id
where others.is_identified or opened.mention_id < others.mention_id or others.side = 'other'
