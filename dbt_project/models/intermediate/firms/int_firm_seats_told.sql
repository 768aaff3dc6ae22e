-- What each delivered row says of a firm's seat, X: the register's before partners', a
-- province before what only the municipality tells, a seat before a branch. Rows that say nothing are not listed.
with rows_told as (
    select
        partner_code || ':' || record_key as mention_id,
        false as is_from_register,
        record_id,
        delivery_id,
        row_position,
        province_key,
        municipality_key,
        municipality_name,
        seat_date,
        regexp_matches(
            {{ words_key("concat_ws(' ', firm_name, address, municipality_name)") }},
            '\b(filiale|succursale|stabilimento|deposito|magazzino|show ?room|ufficio (di|commerciale)|punto vendita|u l|'
            || 'unita (locale|operativa|produttiva)|sede (operativa|secondaria|produttiva|staccata))\b'
        ) as is_branch
    from {{ ref('int_firms_judged') }}
    where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
    union all
    select
        {{ register_firm_mention('members') }} as mention_id,
        true as is_from_register,
        record_id,
        delivery_id,
        row_position,
        province_key,
        municipality_key,
        municipality_name,
        null::date as seat_date,
        false as is_branch
    from {{ ref('int_register_members_judged') }} as members
    where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and not is_cancelled
),

placed as (
    select
        resolved.firm_id,
        rows_told.*,
        deliveries.received_at,
        deliveries.received_on,
        {{ placed_province('provinces.province_code', 'municipalities.province_code') }} as province_code,
        coalesce(rows_told.is_branch, false) as is_of_branch,
        provinces.province_code is not null as is_province_told
    from rows_told
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
    inner join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
    left join {{ ref('stg_province_spellings') }} as provinces using (province_key)
    left join {{ ref('stg_municipalities') }} as municipalities using (municipality_key)
),

-- Of the rows of one delivery the first says it: a head office stands before its branches. A branch is heard where no
-- head office ever is, a partner until the register speaks.
ranked as (
    select
        *,
        row_number() over (
            partition by firm_id, delivery_id order by is_of_branch, not is_province_told, row_position
        ) = 1 as is_delivery_seat,
        is_of_branch = min(is_of_branch) over (partition by firm_id)
        and (
            is_from_register
            or coalesce(received_at < min(received_at) filter (is_from_register) over (partition by firm_id), true)
        ) as is_heard
    from placed
    where province_code is not null
),

-- What a list says again is no news: it does not undo what another one said in between.
told as (
    select
        *,
        lag(hash(province_code, municipality_key)) over (
            partition by mention_id, is_delivery_seat and is_heard order by row_position
        ) as said_before
    from ranked
)

select
    firm_id,
    mention_id,
    record_id,
    delivery_id,
    row_position,
    received_at,
    coalesce(least(seat_date, received_on), received_on) as holds_from,
    seat_date is not null as is_dated,
    province_code,
    municipality_key,
    municipality_name,
    is_from_register,
    is_delivery_seat,
    is_province_told,
    is_delivery_seat and is_heard and hash(province_code, municipality_key) is distinct from said_before as is_seat
from told
