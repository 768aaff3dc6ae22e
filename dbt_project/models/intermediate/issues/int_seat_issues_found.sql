-- Rows that give a firm another seat than the one that counts, and the row that gives that one: beside it in one delivery,
-- or as the last word of another list. Where the register knows the firm, only what one delivery contradicts.
{{ config(materialized='view') }}
with told as (
    select
        *,
        first_value(province_code) over in_delivery as delivery_province_code,
        first_value(record_id) over in_delivery as delivery_record_id,
        row_number() over (partition by mention_id order by is_delivery_seat desc, row_position desc) = 1 as is_last_word
    from {{ ref('int_firm_seats_told') }}
    where not is_from_register
    window in_delivery as (partition by firm_id, delivery_id order by is_delivery_seat desc)
),

seats as (
    select
        firm_id,
        arg_max(record_id, row_position) as record_id
    from {{ ref('int_firm_seats_told') }}
    where is_seat
    group by firm_id
)

select
    record_id,
    'seats_contradict' as rule_code,
    'province' as field,
    province_code || ' / ' || delivery_province_code as value,
    delivery_record_id as seat_record_id
from told
where province_code <> delivery_province_code
union all
select
    told.record_id,
    'seats_contradict' as rule_code,
    'province' as field,
    told.province_code || ' / ' || firms.province_code as value,
    seats.record_id as seat_record_id
from told
inner join {{ ref('int_firms_described') }} as firms using (firm_id)
inner join seats using (firm_id)
where
    told.is_last_word and told.province_code = told.delivery_province_code and not firms.is_in_register
    and told.province_code <> firms.province_code
    and coalesce(
        told.municipality_key not in (select municipality_key from {{ ref('stg_municipality_moves') }}), true
    )
