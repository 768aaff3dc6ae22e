-- Days that are not in order, as all rows together tell them: of a network, of a membership. And what they were read as: a
-- network signed again after it dissolved, a joining date that is not the one told before.
{{ config(materialized='view_in_place') }}
with networks as (
    select
        mentions.record_id,
        mentions.signed_date as own_signed_date,
        mentions.dissolved_date as own_dissolved_date,
        mentions.record_key,
        described.opened_date,
        described.signed_date,
        described.dissolved_date,
        described.existed_before,
        lives.lived_from
    from {{ ref('int_network_mentions_gathered') }} as mentions
    inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
    inner join {{ ref('int_networks_described') }} as described on resolved.network_id = described.network_id
    left join {{ ref('int_network_lives_dated') }} as lives on resolved.network_id = lives.network_id
    where not mentions.is_from_register and mentions.is_listed
),

memberships as (
    select
        memberships.*,
        networks.dissolved_date
    from {{ ref('int_network_memberships_derived') }} as memberships
    inner join {{ ref('int_networks_described') }} as networks using (network_id)
)

select
    record_id,
    'dates_out_of_order' as rule_code,
    'signed_date' as field,
    {{ told_day('signed_date') }} as value
from networks
where opened_date > signed_date and not existed_before and own_signed_date is not null
union all
select
    record_id,
    'dates_out_of_order' as rule_code,
    'dissolved_date' as field,
    {{ told_day('dissolved_date') }} as value
from networks
where (dissolved_date < signed_date or dissolved_date < opened_date) and own_dissolved_date is not null
union all
select
    record_id,
    'network_signed_again' as rule_code,
    'signed_date' as field,
    {{ told_day('coalesce(signed_date, opened_date)') }} as value
from networks
where lived_from > '-infinity'::date
union all
select
    record_id,
    'dates_out_of_order' as rule_code,
    'left_date' as field,
    {{ told_day('left_date') }} as value
from memberships
where (left_date < joined_date or left_date > dissolved_date) and told_left_date is not null
union all
select
    record_id,
    'dates_out_of_order' as rule_code,
    'joined_date' as field,
    {{ told_day('joined_date') }} as value
from memberships
where joined_date >= dissolved_date and told_joined_date is not null
union all
select
    record_id,
    'joining_date_off' as rule_code,
    'joined_date' as field,
    {{ told_day('told_joined_date') }} as value
from memberships
where told_joined_date <> joined_date
