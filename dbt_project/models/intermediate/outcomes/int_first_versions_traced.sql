-- For each row that came in the place of another: when the first version of it was received.
with recursive replaced as (
    select
        earlier.settled_by_record_id as record_id,
        earlier.record_id as earlier_record_id,
        deliveries.received_at
    from {{ ref('int_excluded_rows_gathered') }} as earlier
    inner join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
    where not earlier.is_gone
),

traced as (
    select
        record_id,
        received_at
    from replaced
    union
    select
        replaced.record_id,
        traced.received_at
    from traced
    inner join replaced on traced.record_id = replaced.earlier_record_id
)

select
    record_id,
    min(received_at) as known_at
from traced
group by record_id
