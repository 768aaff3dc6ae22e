-- Every id that a firm's mentions could ever have given it leads to the firm's id of today, unless it is another
-- firm's.
with candidates as (
    select
        anchors.anchor_id as former_id,
        arg_min(
            mentions.firm_id, (not anchors.is_current, anchors.first_position, anchors.mention_id)
        ) as firm_id
    from {{ ref('int_firm_anchors_gathered') }} as anchors
    inner join {{ ref('int_firm_mentions_resolved') }} as mentions using (mention_id)
    group by anchors.anchor_id
)

select
    firm_id as former_id,
    firm_id
from {{ ref('int_firms_described') }}
union all
select
    candidates.former_id,
    candidates.firm_id
from candidates
anti join {{ ref('int_firms_described') }} as firms on candidates.former_id = firms.firm_id
