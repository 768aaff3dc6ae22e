-- What says that two units are one, or must stay apart: people, within divided groups the likeness of mentions, and the
-- model where it is sure.
with decided as (
    select
        one.unit_key as one,
        other.unit_key as other,
        case decisions.decision when 'same' then 'person' else 'apart' end as linked_by,
        null::decimal(9, 2) as weight,
        decisions.mention_id_a as one_mention_id,
        decisions.mention_id_b as other_mention_id,
        decisions.decision_number
    from {{ ref('int_firm_decisions_located') }} as decisions
    inner join {{ ref('int_firm_units_gathered') }} as one on decisions.mention_id_a = one.mention_id
    inner join {{ ref('int_firm_units_gathered') }} as other on decisions.mention_id_b = other.mention_id
    where decisions.is_matched and decisions.is_latest
),

-- The mentions of a divided group stay with those that they are most like.
likened as (
    select
        one.unit_key as one,
        other.unit_key as other,
        'identifier' as linked_by,
        (
            4 * (one_mention.name_sorted is not distinct from other_mention.name_sorted)::integer
            + 2 * (one_mention.municipality_key is not distinct from other_mention.municipality_key)::integer
            + (one_mention.address_key is not distinct from other_mention.address_key)::integer
        )::decimal(9, 2) as weight,
        one.mention_id as one_mention_id,
        other.mention_id as other_mention_id,
        null::bigint as decision_number
    from {{ ref('int_firm_units_gathered') }} as one
    inner join {{ ref('int_firm_units_gathered') }} as other
        on one.group_key = other.group_key and one.mention_id < other.mention_id
    inner join {{ ref('int_firm_mentions_gathered') }} as one_mention on one.mention_id = one_mention.mention_id
    inner join {{ ref('int_firm_mentions_gathered') }} as other_mention on other.mention_id = other_mention.mention_id
    where one.is_divided and other.is_divided
),

scored as (
    select
        one.unit_key as one,
        other.unit_key as other,
        'model' as linked_by,
        pairs.weight,
        pairs.open_mention_id as one_mention_id,
        pairs.other_mention_id,
        null::bigint as decision_number
    from {{ ref('int_firm_pairs_scored') }} as pairs
    inner join {{ ref('int_firm_units_gathered') }} as one on pairs.open_mention_id = one.mention_id
    inner join {{ ref('int_firm_units_gathered') }} as other on pairs.other_mention_id = other.mention_id
    where pairs.verdict = 'same'
),

links as (
    from decided
    union all
    from likened
    union all
    from scored
)

select
    links.*,
    one_known.unit_key is not null as one_is_identified,
    other_known.unit_key is not null as other_is_identified
from links
left join (
    select distinct unit_key from {{ ref('int_firm_units_gathered') }} where is_identified
) as one_known on links.one = one_known.unit_key
left join (
    select distinct unit_key from {{ ref('int_firm_units_gathered') }} where is_identified
) as other_known on links.other = other_known.unit_key
where links.one <> links.other
