-- A partner is in for a month by a fact of that month, or by any delivery received after the month's end (seed
-- `reporting`). Rejected rows and refused or withdrawn deliveries make nobody in.
with reporting as (
    select * from {{ ref('reporting') }}
),

months as (
    select unnest(generate_series(date_trunc('month', start_date), end_date, interval 1 month))::date as month_start
    from {{ ref('project') }}
),

deliveries as (
    select * from {{ ref('dim_deliveries') }} where status in ('landed', 'waiting')
),

facts as (
    {%- for record_type, about in record_types().items() if about.fact_date %}
    {{ "union all" if not loop.first }}
    select
        partner_code,
        delivery_id,
        date_trunc('month', {{ about.fact_date }})::date as month_start,
        count(*) filter (is_in_force) as fact_count
    from {{ ref('int_' ~ record_type ~ '_judged') }}
    where outcome in ('accepted', 'duplicate', 'superseded')
    group by all
    {%- endfor %}
),

by_fact as (
    select
        facts.partner_code,
        facts.month_start,
        min(deliveries.received_at) as first_fact_at,
        sum(facts.fact_count)::integer as fact_count
    from facts
    inner join deliveries using (delivery_id)
    group by facts.partner_code, facts.month_start
),

by_delivery as (
    select
        deliveries.partner_code,
        months.month_start,
        min(deliveries.received_at) as first_later_at
    from deliveries
    inner join months on deliveries.received_on > last_day(months.month_start)
    group by deliveries.partner_code, months.month_start
)

select
    partners.partner_code,
    months.month_start,
    last_day(months.month_start) as month_end,
    (months.month_start + interval 1 month)::date + reporting.report_due_day - 1 as due_on,
    coalesce(by_fact.fact_count, 0) as fact_count,
    least(
        case when reporting.is_in_by_fact then by_fact.first_fact_at end,
        case when reporting.is_in_by_later_delivery then by_delivery.first_later_at end
    ) as in_since
from {{ ref('partners') }} as partners
cross join months
cross join reporting
left join by_fact
    on partners.partner_code = by_fact.partner_code and months.month_start = by_fact.month_start
left join by_delivery
    on partners.partner_code = by_delivery.partner_code and months.month_start = by_delivery.month_start
