-- People's decisions on networks, the latest on a pair, with the mention that each side speaks of. A side is named by a
-- mention (partner:key), by a delivered row, by an id of today or of before, or by its codice fiscale.
with decisions as ({{ pair_decisions('networks') }}),

names as (
    select mention_id as side, mention_id, 1 as way from {{ ref('int_network_mentions_gathered') }}
    union all
    select record_id as side, partner_code || ':' || record_key as mention_id, 2 as way
    from {{ ref('int_networks_judged') }}
    union all
    select {{ keyed_id('N', 'anchor') }} as side, mention_id, 3 as way from {{ ref('int_network_anchors_gathered') }}
    union all
    select anchor as side, mention_id, 4 as way from {{ ref('int_network_anchors_gathered') }}
    where strength = 1
),

located as (
    select
        names.side,
        arg_min(names.mention_id, (names.way, names.mention_id)) as mention_id
    from names
    semi join {{ ref('int_network_mentions_gathered') }} using (mention_id)
    group by names.side
)

select
    decisions.*,
    one.mention_id as mention_id_a,
    other.mention_id as mention_id_b,
    one.mention_id is not null and other.mention_id is not null and one.mention_id <> other.mention_id as is_matched,
    row_number() over (
        partition by least(one.mention_id, other.mention_id), greatest(one.mention_id, other.mention_id)
        order by decisions.decided_on desc, decisions.decision_number desc
    ) = 1 as is_latest
from decisions
left join located as one on decisions.side_a = one.side
left join located as other on decisions.side_b = other.side
