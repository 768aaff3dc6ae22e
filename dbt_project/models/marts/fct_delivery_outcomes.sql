with outcomes as (
    {%- for record_type in record_types() %}
    select
        delivery_id,
        '{{ record_type }}' as record_type,
        outcome,
        count(*) as row_count
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    group by delivery_id, outcome
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        delivery_id,
        record_type,
        {%- for outcome in ['accepted', 'rejected', 'superseded', 'duplicate', 'ignored'] %}
        coalesce(sum(row_count) filter (outcome = '{{ outcome }}'), 0)::integer as {{ outcome }},
        {%- endfor %}
        sum(row_count)::integer as outcome_count
    from outcomes
    group by delivery_id, record_type
),

-- What came in, counted where it landed.
landed as (
    select distinct
        delivery_id,
        record_type,
        sum(row_count) over (partition by delivery_id, record_type) as received
    from {{ source('raw', 'sheets') }}
    where record_type is not null
)

select
    deliveries.delivery_id,
    deliveries.partner_code,
    deliveries.file_name,
    deliveries.received_at,
    deliveries.status,
    deliveries.reason,
    deliveries.told,
    deliveries.has_loss,
    landed.record_type,
    coalesce(landed.received, 0)::integer as received,
    coalesce(counted.accepted, 0) as accepted,
    coalesce(counted.rejected, 0) as rejected,
    coalesce(counted.superseded, 0) as superseded,
    coalesce(counted.duplicate, 0) as duplicate,
    coalesce(counted.ignored, 0) as ignored
from {{ ref('dim_deliveries') }} as deliveries
left join landed using (delivery_id)
left join counted
    on deliveries.delivery_id = counted.delivery_id and landed.record_type = counted.record_type
