-- People's decisions on firms, the latest on a pair: each side's mention and group. A side is named by a mention
-- (partner:code), by a delivered row, by an id of today or of before, or by an identifier.
with decisions as (
    select * from {{ ref('stg_firm_decisions') }}
),

sides as (
    select side_a as side from decisions
    union
    select side_b as side from decisions
),

named as (
    select
        sides.side,
        mentions.mention_id,
        1 as way,
        0 as first_position
    from sides
    inner join {{ ref('int_firm_mentions_gathered') }} as mentions on upper(sides.side) = upper(mentions.mention_id)
    union all
    select
        sides.side,
        rows_ever.partner_code || ':' || rows_ever.record_key as mention_id,
        2 as way,
        0 as first_position
    from sides
    inner join {{ ref('int_firms_judged') }} as rows_ever on sides.side = rows_ever.record_id
    {%- for name in ['anchors.anchor', keyed_id('F', 'anchors.anchor')] %}
    union all
    select
        sides.side,
        anchors.mention_id,
        -- Of several mentions that had the anchor, first those whose group bears it now.
        case when grouped.group_key = anchors.anchor then 3 when anchors.is_current then 4 else 5 end as way,
        anchors.first_position
    from sides
    inner join {{ ref('int_firm_anchors_gathered') }} as anchors on sides.side = {{ name }}
    inner join {{ ref('int_firm_mentions_grouped') }} as grouped using (mention_id)
    {%- endfor %}
),

located as (
    select
        named.side,
        arg_min(named.mention_id, (named.way, named.first_position, named.mention_id)) as mention_id
    from named
    semi join {{ ref('int_firm_mentions_gathered') }} using (mention_id)
    group by named.side
),

paired as (
    select
        decisions.*,
        one.mention_id as mention_id_a,
        other.mention_id as mention_id_b,
        one_group.group_key as group_key_a,
        other_group.group_key as group_key_b,
        -- Two mentions of one group are spoken of themselves, else their groups.
        coalesce(one_group.group_key = other_group.group_key, false) as is_within_group
    from decisions
    left join located as one on decisions.side_a = one.side
    left join located as other on decisions.side_b = other.side
    left join {{ ref('int_firm_mentions_grouped') }} as one_group on one.mention_id = one_group.mention_id
    left join {{ ref('int_firm_mentions_grouped') }} as other_group on other.mention_id = other_group.mention_id
)

select
    *,
    mention_id_a is not null and mention_id_b is not null and mention_id_a <> mention_id_b as is_matched,
    row_number() over (
        partition by
            least(
                case when is_within_group then mention_id_a else coalesce(group_key_a, side_a) end,
                case when is_within_group then mention_id_b else coalesce(group_key_b, side_b) end
            ),
            greatest(
                case when is_within_group then mention_id_a else coalesce(group_key_a, side_a) end,
                case when is_within_group then mention_id_b else coalesce(group_key_b, side_b) end
            )
        order by decided_on desc, decision_number desc
    ) = 1 as is_latest
from paired
