-- Rows of a network that was signed (or opened) again after it had dissolved: each life under one key is a network of
-- its own. Lives are numbered as they were first delivered; rows of the first one are not listed.
with contending as (
    select
        staged.partner_code,
        staged.record_key || coalesce('#' || told_apart.fact_number, '') as record_key,
        staged.record_id,
        staged.row_position,
        staged.is_cancelled,
        coalesce(staged.signed_date, staged.opened_date) as start_date,
        -- Who dissolves before it is signed has its dates out of order: no end of an earlier life.
        case
            when coalesce(staged.dissolved_date >= coalesce(staged.signed_date, staged.opened_date), true)
                then staged.dissolved_date
        end as dissolved_date
    from {{ ref('stg_networks') }} as staged
    left join {{ ref('int_facts_told_apart') }} as told_apart
        on told_apart.record_type = 'networks' and staged.record_id = told_apart.record_id
    where {{ contends('staged') }}
),

dissolved as (
    select contending.*
    from contending
    semi join (
        select partner_code, record_key from contending
        where dissolved_date is not null and not is_cancelled
    ) as ending using (partner_code, record_key)
),

starts as (
    select distinct partner_code, record_key, start_date from dissolved
    where start_date is not null
),

-- A dissolution told without a signing is of the network that was there on that day.
placed as (
    select
        dissolved.* replace (coalesce(dissolved.start_date, starts.start_date) as start_date)
    from dissolved
    asof left join starts
        on
            dissolved.partner_code = starts.partner_code
            and dissolved.record_key = starts.record_key
            and dissolved.dissolved_date > starts.start_date
),

ends as (
    select
        partner_code,
        record_key,
        start_date,
        arg_max(dissolved_date, row_position) as dissolved_date
    from placed
    where not is_cancelled
    group by partner_code, record_key, start_date
),

ranked as (
    select
        starts.partner_code,
        starts.record_key,
        starts.start_date,
        count(ends.dissolved_date) as ends_before
    from starts
    left join ends
        on
            starts.partner_code = ends.partner_code
            and starts.record_key = ends.record_key
            and ends.dissolved_date <= starts.start_date
            and ends.start_date < starts.start_date
    group by starts.partner_code, starts.record_key, starts.start_date
),

-- A row without any of these days tells of the life that was told last.
lived as (
    select
        placed.partner_code,
        placed.record_key,
        placed.record_id,
        placed.row_position,
        coalesce(
            ranked.ends_before,
            last_value(ranked.ends_before ignore nulls) over (
                partition by placed.partner_code, placed.record_key order by placed.row_position
                rows between unbounded preceding and 1 preceding
            ),
            first_value(ranked.ends_before ignore nulls) over (
                partition by placed.partner_code, placed.record_key order by placed.row_position
                rows between 1 following and unbounded following
            ),
            0
        ) as ends_before
    from placed
    left join ranked
        on
            placed.partner_code = ranked.partner_code
            and placed.record_key = ranked.record_key
            and placed.start_date = ranked.start_date
),

firsts as (
    select
        *,
        min(row_position) over (partition by partner_code, record_key, ends_before) as first_position
    from lived
),

numbered as (
    select
        *,
        dense_rank() over (partition by partner_code, record_key order by first_position) as life_number
    from firsts
)

select
    record_id,
    life_number
from numbered
where life_number > 1
