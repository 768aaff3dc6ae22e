-- In which province the seat of each firm is, from a day until a day (the first day out): together all time. A seat holds
-- from the day that it states, else from the delivery that brought it; the first one reaches back. A municipality that
-- went over to another province takes its firms with it.
with told as (
    select
        firm_id,
        province_code,
        municipality_key,
        municipality_name,
        case
            when is_dated then holds_from
            when received_at = min(received_at) over (partition by firm_id) then '-infinity'::date
            else holds_from
        end as holds_from,
        (is_province_told, row_position) as weight
    from {{ ref('int_firm_seats_told') }}
    where is_seat
),

-- Of one day the last row, one with a province before others; who only stated later days was there before too.
on_days as (
    select
        firm_id,
        holds_from,
        arg_max(province_code, weight) as province_code,
        arg_max_null(municipality_key, weight) as municipality_key,
        arg_max_null(municipality_name, weight) as municipality_name
    from told
    group by firm_id, holds_from
),

spells as (
    select
        firm_id,
        province_code,
        municipality_key,
        municipality_name,
        case
            when row_number() over days = 1 then '-infinity'::date
            else holds_from
        end as seat_from,
        coalesce(lead(holds_from) over days, 'infinity'::date) as seat_until
    from on_days
    window days as (partition by firm_id order by holds_from)
),

-- Who moved with its municipality was in the former province until then.
placed as (
    select
        spells.firm_id,
        spells.municipality_name,
        case
            when moves.moved_on is null then spells.province_code
            when sides.is_before then moves.former_province_code
            else moves.province_code
        end as province_code,
        case when sides.is_before then spells.seat_from else greatest(spells.seat_from, moves.moved_on) end as seat_from,
        case when sides.is_before then least(spells.seat_until, moves.moved_on) else spells.seat_until end as seat_until
    from spells
    left join {{ ref('stg_municipality_moves') }} as moves
        on
            spells.municipality_key = moves.municipality_key
            and spells.province_code in (moves.former_province_code, moves.province_code)
    cross join (select unnest([true, false]) as is_before) as sides
    where
        case
            when moves.moved_on is null then sides.is_before
            when sides.is_before then spells.seat_from < moves.moved_on
            else moves.moved_on < spells.seat_until
        end
    union all
    select
        mentioned.firm_id,
        null as municipality_name,
        '??' as province_code,
        '-infinity'::date as seat_from,
        'infinity'::date as seat_until
    from (select distinct firm_id from {{ ref('int_firm_mentions_resolved') }}) as mentioned
    anti join spells using (firm_id)
),

-- Told again, a seat is the same seat.
numbered as (
    select
        *,
        count_if(is_new) over (
            partition by firm_id order by seat_from rows between unbounded preceding and current row
        ) as seat_number
    from (
        select
            *,
            province_code is distinct from lag(province_code) over (partition by firm_id order by seat_from) as is_new
        from placed
    ) as compared
)

select
    firm_id,
    any_value(province_code) as province_code,
    arg_max(municipality_name, seat_from) as municipality_name,
    min(seat_from) as seat_from,
    max(seat_until) as seat_until
from numbered
group by firm_id, seat_number
