-- Delivered rows that count nowhere, with what settled them, and those that cancel others. A superseded row is gone
-- where nothing stands in its place: cancelled, absent from a complete delivery, or its own was withdrawn.
with excluded as (
    {%- for record_type in record_types() %}
    select
        old_rows.record_id,
        old_rows.delivery_id,
        old_rows.partner_code,
        '{{ record_type }}' as record_type,
        case when old_rows.outcome = 'accepted' then 'cancelling' else old_rows.outcome end as outcome,
        old_rows.settled_by_record_id,
        old_rows.settled_by_delivery_id,
        case when old_rows.outcome = 'superseded' then coalesce(new_rows.is_cancelled, true) end as is_gone
    from {{ ref('int_' ~ record_type ~ '_judged') }} as old_rows
    left join {{ ref('int_' ~ record_type ~ '_judged') }} as new_rows
        on case when old_rows.outcome = 'superseded' then old_rows.settled_by_record_id end = new_rows.record_id
    where old_rows.outcome <> 'accepted' or old_rows.is_cancelled
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    excluded.*,
    deliveries.received_at as settled_at
from excluded
left join {{ ref('int_deliveries_decided') }} as deliveries
    on excluded.settled_by_delivery_id = deliveries.delivery_id
