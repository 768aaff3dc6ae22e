-- Networks that were signed again after they had dissolved: which of them a name or code means on a day. The first reaches
-- back, the next one begins where the earlier dissolved; `stem_id` is the one that stands for all.
with networks as (
    select
        resolved.network_id,
        min(coalesce(mentions.signed_date, mentions.opened_date)) as start_date,
        max(mentions.dissolved_date) as dissolved_date
    from {{ ref('int_network_mentions_gathered') }} as mentions
    inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
    group by resolved.network_id
),

pairs as (
    select
        earlier.network_id as one,
        later.network_id as other
    from {{ ref('int_network_successions_found') }} as successions
    inner join {{ ref('int_network_mentions_resolved') }} as earlier on successions.earlier_mention_id = earlier.mention_id
    inner join {{ ref('int_network_mentions_resolved') }} as later on successions.later_mention_id = later.mention_id
    where earlier.network_id <> later.network_id
),

stems as (
    select
        one as network_id,
        least(one, min(other)) as stem_id
    from (
        select one, other from pairs
        union all
        select other as one, one as other from pairs
    ) as related
    group by one
)

select
    stems.stem_id,
    stems.network_id,
    coalesce(
        lag(networks.dissolved_date) over lives, case when row_number() over lives > 1 then networks.start_date end,
        '-infinity'::date
    ) as lived_from,
    coalesce(
        case when lead(networks.start_date) over lives is not null then networks.dissolved_date end,
        lead(networks.start_date) over lives,
        'infinity'::date
    ) as lived_until
from stems
inner join networks using (network_id)
window lives as (partition by stems.stem_id order by networks.start_date nulls first, stems.network_id)
