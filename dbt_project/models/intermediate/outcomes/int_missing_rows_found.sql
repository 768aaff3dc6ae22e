-- Rows in force of a file that a newer file of the same partner and name lacks.
{{ config(materialized='view_in_place') }}
with versions as (
    select
        partner_code,
        file_name,
        delivery_id,
        last(delivery_id) over (
            partition by partner_code, file_name order by arrival_order
            rows between unbounded preceding and unbounded following
        ) as newest_delivery_id
    from {{ ref('int_deliveries_decided') }}
    where status = 'landed' and not is_withdrawn
),

replaced as (
    select * from versions where delivery_id <> newest_delivery_id
)
{% for record_type in record_types() %}
select
    old_rows.record_id,
    'missing_in_newer' as rule_code,
    '' as field,
    old_rows.record_key as value
from {{ ref('int_' ~ record_type ~ '_judged') }} as old_rows
inner join replaced using (delivery_id)
anti join {{ ref('int_' ~ record_type ~ '_judged') }} as new_rows
    on replaced.newest_delivery_id = new_rows.delivery_id and old_rows.record_key = new_rows.record_key
where old_rows.is_in_force
{{ "union all" if not loop.last }}
{%- endfor %}
