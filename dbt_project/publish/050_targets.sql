-- Targets, each measured on one day by one rule: dashboard, brief, editions, commands and SQL ask here.

-- The day on which targets are measured: the last one by which every partner is in for all months, no later than the
-- project's end, the window's end and the day of the build. NULL before the project, or while no month is in from all.
create or replace macro measuring_day(until := null) as (
    select case when day >= start_date then day end
    from (
        select
            start_date,
            least(
                end_date,
                stock_date(null),
                until::date,
                (select min(month_start) - 1 from fct_partner_months where in_since is null)
            ) as day
        from dim_project
    ) as days
);

-- The targets that pass the filters (of that partner, of that province; without filters every one, each with its own),
-- each with what it is measured by. Targets are cumulative from the project's start, of firms in all sectors and desks:
-- a window that begins later, a sector or a desk has none.
--   is_next          the one to look at among those of one KPI, partner and province: the next due, else the last
--   measured_on      the measuring day, or the target's own end if that is earlier
--   value            the KPI's value on that day, for that partner and province
--   path             what a straight line gives on that day: from 0 (a stock: from what it was before the project) to the
--                    target at its end; of a ratio the target itself
--   expected         what the average pace since the start gives at the end; of a ratio nothing
--   needed_per_month what every month until the end has to add; nothing where it is reached or the term has come
--   standing         reached, on_path, behind, or missed once its last day is measured; with share and is_in_line only of
--                    a confirmed target that has a value
-- A target for what should stay low (`is_lower_better`) is a ceiling; one past the project's end is due at its end.
create or replace macro kpi_targets(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null
) as table
    with chosen as (
        select
            targets.kpi_code,
            targets.province_code,
            targets.partner_code,
            targets.value::double as target,
            targets.period_end,
            targets.is_confirmed,
            registry.way,
            registry.is_lower_better,
            registry.sort_order,
            dim_project.start_date,
            least(targets.period_end, dim_project.end_date) as due_on,
            least(stock_date(null), coalesce(until::date, stock_date(null))) as seen_on,
            case when measuring_day(until) is not null then least(measuring_day(until), targets.period_end) end
                as measured_on
        from fct_targets as targets
        inner join dim_kpis as registry using (kpi_code)
        cross join dim_project
        where
            targets.is_current
            and (code is null or list_contains(kpi_codes(code), targets.kpi_code))
            and (since is null or since::date <= dim_project.start_date)
            and (province is null or list_contains(as_provinces(province), targets.province_code))
            and (partner is null or list_contains(as_partners(partner), targets.partner_code))
            and desk is null and sector is null
    ),

    days as (
        select distinct kpi_code, province_code, partner_code, start_date, measured_on as day from chosen
        where measured_on is not null
        union
        select distinct kpi_code, province_code, partner_code, start_date, (start_date - 1)::date as day from chosen
        where way = 'stock' and measured_on is not null
    ),

    valued as (
        select
            days.*,
            found.value
        from days,
            lateral (
                select value
                from kpi_answers(
                    code := days.kpi_code, since := days.start_date, until := days.day,
                    province := days.province_code, partner := days.partner_code
                )
            ) as found
    ),

    measured as (
        select
            chosen.*,
            valued.value,
            coalesce(before.value, 0) as value_before,
            chosen.measured_on >= chosen.due_on as is_over,
            case
                when is_over then 1.0
                else (chosen.measured_on - chosen.start_date + 1) / (chosen.due_on - chosen.start_date + 1)
            end as time_share,
            case
                when chosen.is_lower_better then valued.value <= chosen.target
                else valued.value >= chosen.target
            end as is_met
        from chosen
        left join valued
            on chosen.kpi_code = valued.kpi_code
            and chosen.province_code is not distinct from valued.province_code
            and chosen.partner_code is not distinct from valued.partner_code
            and chosen.measured_on = valued.day
        left join valued as before
            on chosen.way = 'stock'
            and chosen.kpi_code = before.kpi_code
            and chosen.province_code is not distinct from before.province_code
            and chosen.partner_code is not distinct from before.partner_code
            and before.day = (chosen.start_date - 1)::date
    ),

    paced as (
        select
            *,
            case
                when measured_on is null then null
                when way = 'ratio' then target
                else value_before + (target - value_before) * time_share
            end as path,
            case when way <> 'ratio' then value_before + (value - value_before) / time_share end as expected,
            case
                when way <> 'ratio' and not is_met and seen_on < due_on
                    then (target - value) * 365.25 / 12 / (due_on - measured_on)
            end as needed_per_month
        from measured
    ),

    judged as (
        select
            *,
            case
                when not is_confirmed or value is null then null
                when is_met then 'reached'
                when is_over then 'missed'
                when not is_lower_better and value >= path then 'on_path'
                else 'behind'
            end as standing
        from paced
    )

    select
        kpi_code,
        sort_order,
        province_code,
        partner_code,
        target,
        period_end,
        is_confirmed,
        row_number() over (
            partition by kpi_code, province_code, partner_code
            order by period_end < seen_on, abs(period_end - seen_on)
        ) = 1 as is_next,
        measured_on,
        value,
        case
            when standing is null or target = 0 then null
            when not is_lower_better then value / target
            when value > 0 then target / value
        end as share,
        path,
        expected,
        needed_per_month,
        standing,
        standing in ('reached', 'on_path') as is_in_line
    from judged
    union all
    select
        kpi_code, amount::int, province_code, partner_code, amount::double, happened_on, amount::boolean,
        amount::boolean, happened_on as measured_on, amount::double, amount::double, amount::double, amount::double, amount::double,
        subject_id, amount::boolean
    from kpi_refusal(code, since, until, province, partner, desk, sector, '{build_id}')
    order by sort_order, partner_code nulls first, province_code nulls first, period_end;
