-- Sheets, by record type, that lack columns which an earlier delivery of their partner had.
with headed as (
    select distinct
        deliveries.partner_code,
        deliveries.arrival_order,
        headings.delivery_id,
        headings.sheet_index,
        headings.record_type,
        headings.field
    from {{ source('raw', 'headings') }} as headings
    inner join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
    where headings.field is not null and not deliveries.is_withdrawn
),

first_headed as (
    select
        partner_code,
        record_type,
        field,
        min(arrival_order) as arrival_order
    from headed
    group by partner_code, record_type, field
),

sheets as (
    select distinct partner_code, arrival_order, delivery_id, sheet_index, record_type from headed
)

select
    sheets.record_type,
    sheets.delivery_id,
    sheets.sheet_index,
    list(first_headed.field order by first_headed.field) as fields
from sheets
inner join first_headed
    on
        sheets.partner_code = first_headed.partner_code
        and sheets.record_type = first_headed.record_type
        and sheets.arrival_order > first_headed.arrival_order
anti join headed
    on
        sheets.delivery_id = headed.delivery_id
        and sheets.sheet_index = headed.sheet_index
        and sheets.record_type = headed.record_type
        and first_headed.field = headed.field
group by sheets.record_type, sheets.delivery_id, sheets.sheet_index
