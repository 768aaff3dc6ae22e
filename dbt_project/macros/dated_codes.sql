{#
  Codes of partners that use one again for another thing: what each of them meant, from which delivery until which; those that only
  ever meant one too, for a firm may have gone from the one kind to the other. The first meaning reaches back to what was
  delivered before the list; a list also tells what the files mean that were received together with it, unless they bring two.
#}
{% macro dated_codes(judged, code) %}
with listed as (
    select
        partner_code,
        {{ code }},
        delivery_id,
        arrival_order,
        list_sort(list(distinct record_key)) as record_keys
    from {{ judged }}
    where outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn and {{ code }} is not null
    group by partner_code, {{ code }}, delivery_id, arrival_order
),

received as (
    select
        delivery_id,
        received_at,
        min(arrival_order) over (partition by partner_code, received_at) as first_order
    from {{ ref('int_deliveries_decided') }}
),


reused as (
    select distinct partner_code from {{ judged }}
    where is_code_reused
),

changes as (
    select
        listed.*,
        case
            when
                min(record_keys) over (partition by partner_code, {{ code }}, received.received_at)
                = max(record_keys) over (partition by partner_code, {{ code }}, received.received_at)
                then received.first_order
            else listed.arrival_order
        end as says_from,
        lag(record_keys) over (partition by partner_code, {{ code }} order by arrival_order) as earlier_keys
    from listed
    inner join received using (delivery_id)
    semi join reused using (partner_code)
)

select
    partner_code,
    {{ code }},
    record_keys,
    row_number() over deliveries as code_meaning,
    case when earlier_keys is null then 0 else says_from end as meant_from,
    coalesce(lead(says_from) over deliveries, 2147483647) as meant_until
from changes
where earlier_keys is distinct from record_keys
window deliveries as (partition by partner_code, {{ code }} order by arrival_order)
{% endmacro %}
