-- Pairs of mentions that name a member in common: how many they share, and of how many.
with counted as (
    select
        mention_id,
        firm_id,
        count(*) over (partition by mention_id) as member_count
    from {{ ref('int_network_mention_members_gathered') }}
)

select
    one.mention_id as a,
    other.mention_id as b,
    count(*) as shared_count,
    least(any_value(one.member_count), any_value(other.member_count)) as smaller_count,
    greatest(any_value(one.member_count), any_value(other.member_count)) as larger_count
from counted as one
inner join counted as other
    on one.firm_id = other.firm_id and one.mention_id < other.mention_id
group by one.mention_id, other.mention_id
