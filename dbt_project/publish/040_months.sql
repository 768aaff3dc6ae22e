-- Whether each partner is in for each month of the window: on_time, late, missing, or expected where it is not due yet.
-- A month that is not in from every partner is provisional.
create or replace macro partner_months(since := null, until := null) as table
    select
        partner_code,
        month_start,
        month_end,
        due_on,
        fact_count,
        in_since,
        case
            when in_since is not null and in_since::date <= due_on then 'on_time'
            when in_since is not null then 'late'
            when due_on < stock_date(null) then 'missing'
            else 'expected'
        end as state,
        bool_or(in_since is null) over (partition by month_start) as is_provisional
    from fct_partner_months
    where
        (since is null or month_end >= since::date)
        and (until is null or month_start <= until::date)
    union all
    select
        partner_code,
        happened_on as month_start,
        ended_on as month_end,
        happened_on as due_on,
        amount::bigint as fact_count,
        happened_on::timestamp as in_since,
        subject_id as state,
        amount > 0 as is_provisional
    from kpi_refusal(null, since, until, null, null, null, null, '{build_id}');
