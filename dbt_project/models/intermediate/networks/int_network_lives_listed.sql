-- Of networks that were signed again: the one that a delivered row lists by its days, and the one that each delivery listed
-- last. Until the next delivery that lists one, a row without days that names it means that one; the first reaches back,
-- and a list also tells what the files mean that were received together with it, unless they list two.
with listed as (
    select
        lives.stem_id,
        judged.record_id,
        judged.partner_code,
        judged.arrival_order,
        lives.network_id,
        lives.lived_from
    from {{ ref('int_networks_judged') }} as judged
    inner join {{ ref('int_network_mentions_resolved') }} as resolved
        on resolved.mention_id = judged.partner_code || ':' || judged.record_key
    inner join {{ ref('int_network_lives_dated') }} as lives using (network_id)
    where
        judged.outcome in ('accepted', 'superseded', 'duplicate') and not judged.is_withdrawn
        and coalesce(judged.signed_date, judged.opened_date, judged.dissolved_date) is not null
),

received as (
    select
        delivery_id,
        received_at,
        arrival_order,
        min(arrival_order) over (partition by partner_code, received_at) as first_order
    from {{ ref('int_deliveries_decided') }}
),

by_delivery as (
    select
        listed.partner_code,
        listed.stem_id,
        listed.arrival_order,
        any_value(received.received_at) as received_at,
        any_value(received.first_order) as first_order,
        arg_max(listed.network_id, listed.lived_from) as network_id
    from listed
    inner join received using (arrival_order)
    group by listed.partner_code, listed.stem_id, listed.arrival_order
),

told as (
    select
        *,
        case
            when
                min(network_id) over (partition by partner_code, stem_id, received_at)
                = max(network_id) over (partition by partner_code, stem_id, received_at)
                then first_order
            else arrival_order
        end as says_from
    from by_delivery
),

changes as (
    select * from told
    qualify network_id is distinct from lag(network_id) over (
        partition by partner_code, stem_id order by arrival_order
    )
)

select
    record_id,
    null as partner_code,
    stem_id,
    network_id,
    null as listed_from,
    null as listed_until
from listed
union all
select
    null as record_id,
    partner_code,
    stem_id,
    network_id,
    case when row_number() over deliveries > 1 then says_from else 0 end as listed_from,
    coalesce(lead(says_from) over deliveries, 2147483647) as listed_until
from changes
window deliveries as (partition by partner_code, stem_id order by arrival_order)
