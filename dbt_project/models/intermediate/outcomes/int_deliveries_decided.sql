-- Each delivery with what people decided of it; a delivery is complete by its name or by decision.
with decisions as (
    select
        {{ clean_text('delivery_id') }} as delivery_id,
        bool_or({{ text_key('decision') }} = 'complete') as is_complete,
        bool_or({{ text_key('decision') }} = 'confirm') as is_confirmed,
        bool_or({{ text_key('decision') }} = 'withdraw') as is_withdrawn
    from {{ source('decisions', 'deliveries') }}
    group by all
)

select
    deliveries.*,
    coalesce(decisions.is_withdrawn, false) as is_withdrawn,
    coalesce(decisions.is_confirmed, false) as is_confirmed,
    (
        deliveries.is_declared_complete
        or coalesce(decisions.is_complete, false)
        or coalesce(decisions.is_confirmed, false)
    )
    and not coalesce(decisions.is_withdrawn, false)
    and deliveries.status = 'landed' as is_complete
from {{ source('raw', 'deliveries') }} as deliveries
left join decisions using (delivery_id)
