-- Each mention's network, and what joins it. The id is made of the strongest anchor of all mentions; where a person
-- keeps two networks of one anchor apart, the first keeps it.
with joined as (
    select
        mentions.mention_id,
        coalesce(units.firm_key, mentions.mention_id) as network_key,
        units.linked_by,
        units.with_mention_id,
        units.decision_number
    from {{ ref('int_network_mentions_gathered') }} as mentions
    left join {{ ref('int_network_units_joined') }} as units on mentions.mention_id = units.unit_key
),

anchors as (
    select
        joined.network_key,
        min(joined.mention_id) as first_mention_id,
        arg_min(gathered.anchor, (gathered.strength, gathered.anchor)) as anchor
    from joined
    inner join {{ ref('int_network_anchors_gathered') }} as gathered using (mention_id)
    group by joined.network_key
),

own as (
    select
        network_key,
        case
            when row_number() over (partition by anchor order by first_mention_id) = 1 then anchor
            else 'mention ' || first_mention_id
        end as anchor
    from anchors
)

select
    joined.mention_id,
    own.anchor,
    joined.linked_by,
    joined.with_mention_id,
    joined.decision_number,
    {{ keyed_id('N', 'own.anchor') }} as network_id
from joined
inner join own using (network_key)
