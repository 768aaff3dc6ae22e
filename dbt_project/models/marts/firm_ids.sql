-- Every id that a firm's mentions could ever have given it leads to the firm's id of today, unless it is another
-- firm's.
with bearers as (
    select
        anchors.*,
        mentions.firm_id
    from {{ ref('int_firm_anchors_gathered') }} as anchors
    inner join {{ ref('int_firm_mentions_resolved') }} as mentions using (mention_id)
),

shared as (
    select
        anchor,
        arg_min(firm_id, (not is_current, first_position, mention_id)) as firm_id
    from bearers
    group by anchor
    having min(firm_id) < max(firm_id)
),

candidates as (
    select
        {{ keyed_id('F', 'bearers.anchor') }} as former_id,
        coalesce(min(shared.firm_id), min(bearers.firm_id)) as firm_id
    from bearers
    left join shared using (anchor)
    group by bearers.anchor
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
