with waiting as (
    select
        delivery_id,
        min(again_count) as again_count,
        max(touched_count) as touched_count
    from {{ ref('int_complete_deliveries_judged') }}
    where not is_effective
    group by delivery_id
),

fact_dates as (
    {%- for record_type in record_types() %}
    select
        delivery_id,
        max({{ day_told(record_type) }}) as data_through
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    where is_in_force
    group by delivery_id
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

newest as (
    select
        delivery_id,
        max(data_through) as data_through
    from fact_dates
    group by delivery_id
)

select
    deliveries.delivery_id,
    deliveries.arrival_order,
    deliveries.partner_code,
    {{ public_text('deliveries.file_name') }} as file_name,
    deliveries.sha256,
    deliveries.received_at,
    deliveries.received_on,
    case
        when deliveries.status = 'refused' then 'refused'
        when deliveries.is_withdrawn then 'withdrawn'
        when waiting.delivery_id is not null then 'waiting'
        else 'landed'
    end as status,
    case
        when deliveries.status = 'refused' then {{ public_text('deliveries.reason') }}
        when deliveries.is_withdrawn then 'ritirata per decisione'
        when waiting.delivery_id is not null
            then
                'consegna completa in attesa di conferma: tornano uguali solo ' || waiting.again_count || ' righe su '
                || waiting.touched_count || ', quelle che mancano restano valide; confermare, o ritirare la consegna'
    end as reason,
    {{ public_text('deliveries.told') }} as told,
    deliveries.has_loss,
    deliveries.is_complete,
    newest.data_through
from {{ ref('int_deliveries_decided') }} as deliveries
left join waiting using (delivery_id)
left join newest using (delivery_id)
