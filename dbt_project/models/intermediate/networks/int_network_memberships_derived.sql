-- Rows of members that are in force, and that no audit missed, gathered into memberships: a firm in a network, from a day
-- until a day. Joining dates a few days apart are of one membership, unless a leaving lies between them; so are dates
-- that a later delivery of the same partner tells anew while nobody left. A leaving told without its joining date ends
-- the membership that was open on that day; a member told once without a date and once with one joined on that one.
with told as (
    select
        record_id,
        partner_code,
        arrival_order,
        row_position,
        network_id,
        firm_id,
        joined_date,
        joined_by,
        left_date
    from {{ ref('int_network_members_judged') }}
    where is_in_force and not {{ is_audit_failed('record_id') }}
),

joinings as (
    select
        network_id,
        firm_id,
        joined_date,
        min(row_position) as first_position,
        max(row_position) as last_position,
        max(row_position) filter (left_date is null) as joined_position,
        max(left_date) filter (left_date > joined_date) as left_date,
        min(partner_code) as first_partner,
        max(partner_code) as last_partner,
        min(arrival_order) as first_order,
        max(arrival_order) as last_order
    from told
    where joined_date is not null
    group by network_id, firm_id, joined_date
),

-- A leaving without its joining date is of the latest joining before it.
leavings as (
    select
        told.network_id,
        told.firm_id,
        told.record_id,
        told.left_date,
        joinings.joined_date
    from told
    asof left join joinings
        on
            told.network_id = joinings.network_id
            and told.firm_id = joinings.firm_id
            and told.left_date > joinings.joined_date
    where told.joined_date is null and told.left_date is not null
),

ended as (
    select
        joinings.*,
        greatest(joinings.left_date, leavings.left_date) as known_left_date
    from joinings
    left join (
        select network_id, firm_id, joined_date, max(left_date) as left_date from leavings
        group by all
    ) as leavings using (network_id, firm_id, joined_date)
),

compared as (
    select
        *,
        lag(joined_date) over earlier as earlier_joined,
        max(known_left_date) over (
            partition by network_id, firm_id order by joined_date rows between unbounded preceding and 1 preceding
        ) as earlier_left,
        lag(first_partner) over earlier as earlier_first_partner,
        lag(last_partner) over earlier as earlier_last_partner,
        lag(first_order) over earlier as earlier_first_order,
        lag(last_order) over earlier as earlier_last_order
    from ended
    window earlier as (partition by network_id, firm_id order by joined_date)
),

numbered as (
    select
        *,
        coalesce(is_near, false) or coalesce(is_told_anew, false) as is_same
    from (
        select
            *,
            (earlier_left is null or earlier_left > joined_date)
            and joined_date - earlier_joined <= {{ near_days() }} as is_near,
            (earlier_left is null or earlier_left > joined_date)
            and first_partner = last_partner
            and first_partner = earlier_first_partner
            and earlier_first_partner = earlier_last_partner
            and (earlier_last_order < first_order or last_order < earlier_first_order) as is_told_anew
        from compared
    ) as judged
),

clusters as (
    select
        *,
        count_if(not is_same) over (
            partition by network_id, firm_id order by joined_date rows between unbounded preceding and current row
        ) as membership_number
    from numbered
),

-- The day is the last that was told with a joining, else with a leaving.
dated as (
    select
        network_id,
        firm_id,
        membership_number,
        arg_max(joined_date, (joined_position is not null, coalesce(joined_position, last_position))) as joined_date
    from clusters
    group by network_id, firm_id, membership_number
),

placed as (
    select
        told.*,
        clusters.membership_number,
        leavings.record_id is not null and leavings.joined_date is null as is_founders_leaving
    from told
    left join leavings using (record_id)
    left join clusters
        on
            told.network_id = clusters.network_id
            and told.firm_id = clusters.firm_id
            and coalesce(told.joined_date, leavings.joined_date) = clusters.joined_date
),

-- Who is told without any date is the founder that left, else who joined first.
settled as (
    select
        placed.* replace (
            coalesce(
                placed.membership_number,
                case
                    when placed.is_founders_leaving then 0
                    when bool_or(placed.is_founders_leaving) over members then 0
                end,
                min(placed.membership_number) over members,
                0
            ) as membership_number
        )
    from placed
    window members as (partition by placed.network_id, placed.firm_id)
)

select
    settled.record_id,
    settled.partner_code,
    settled.row_position,
    settled.network_id,
    settled.firm_id,
    settled.membership_number,
    dated.joined_date,
    case
        when dated.joined_date is null
            then min(settled.joined_by) over (partition by settled.network_id, settled.firm_id, settled.membership_number)
    end as joined_by,
    arg_max(settled.left_date, settled.row_position) over (
        partition by settled.network_id, settled.firm_id, settled.membership_number
    ) as left_date,
    settled.joined_date as told_joined_date,
    settled.left_date as told_left_date
from settled
left join dated using (network_id, firm_id, membership_number)
