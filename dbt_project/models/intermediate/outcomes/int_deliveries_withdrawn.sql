-- The deliveries that people withdrew: few and rarely others, so that what asks for them is not made anew each time.
select delivery_id from {{ ref('int_deliveries_decided') }}
where is_withdrawn
