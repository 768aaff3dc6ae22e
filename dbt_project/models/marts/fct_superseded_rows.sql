-- What later deliveries replaced or took away; a withdrawn delivery's rows were settled by people, by no delivery.
with superseded as (
    {%- for record_type in record_types() %}
    select
        old_rows.record_id,
        '{{ record_type }}' as record_type,
        old_rows.partner_code,
        old_rows.delivery_id,
        old_rows.settled_by_record_id as replaced_by_record_id,
        old_rows.settled_by_delivery_id as replaced_by_delivery_id,
        coalesce(new_rows.is_cancelled, true) as is_gone
    from {{ ref('int_' ~ record_type ~ '_judged') }} as old_rows
    left join {{ ref('int_' ~ record_type ~ '_judged') }} as new_rows
        on old_rows.settled_by_record_id = new_rows.record_id
    where old_rows.outcome = 'superseded'
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    superseded.*,
    deliveries.received_at as replaced_at
from superseded
left join {{ ref('int_deliveries_decided') }} as deliveries
    on superseded.replaced_by_delivery_id = deliveries.delivery_id
